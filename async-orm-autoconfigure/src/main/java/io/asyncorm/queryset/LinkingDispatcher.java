package io.asyncorm.queryset;

import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import io.asyncorm.plan.CallOptions;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.RelatedChange;
import io.asyncorm.plan.RelatedRows;
import io.asyncorm.plan.TenantChoice;

import org.springframework.dao.InvalidDataAccessApiUsageException;

/**
 * Links each object that an operation creates, in the operation's own transaction.
 *
 * @param dispatcher starts the operations
 * @param links the owner, and how objects are linked with it
 */
record LinkingDispatcher(OperationDispatcher dispatcher, RelatedRows.Links links) implements OperationDispatcher {

	@Override
	public <R> CompletableFuture<R> dispatch(Operation<R> operation) {
		if (operation instanceof Operation.BulkCreate<?> create && create.conflict() != null) {
			throw new InvalidDataAccessApiUsageException("'" + this.links.relation()
					+ "' leads over a join table: of rows"
					+ " that are there already, abulkCreate() does not tell which to link. Create the objects by their"
					+ " own repository, and link them by aadd()");
		}
		return this.dispatcher.dispatch(creates(operation) ? linked(operation) : operation);
	}

	@Override
	public CallOptions options() {
		return this.dispatcher.options();
	}

	@Override
	public OperationDispatcher with(UnaryOperator<CallOptions> change) {
		return new LinkingDispatcher(this.dispatcher.with(change), this.links);
	}

	@Override
	public TenantChoice tenant() {
		return this.dispatcher.tenant();
	}

	private static boolean creates(Operation<?> operation) {
		return operation instanceof Operation.Create<?> || operation instanceof Operation.Upsert<?, ?>
				|| operation instanceof Operation.BulkCreate<?>;
	}

	private <R> Operation<R> linked(Operation<R> operation) {
		String method = operation.name().substring(operation.name().lastIndexOf('.'));
		return new Operation.ChangeRelated<>(this.links.relation() + method,
				new RelatedChange.Create<>(this.links, operation));
	}

}
