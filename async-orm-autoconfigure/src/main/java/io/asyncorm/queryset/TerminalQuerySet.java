package io.asyncorm.queryset;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.Update;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.RowAssembler;
import io.asyncorm.query.BatchOptions;
import io.asyncorm.query.ConflictOptions;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.resolution.PrefetchResolver;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The terminal methods that only a query set of objects has, as those that write, which
 * run its {@link QueryState}. Immutable.
 */
abstract class TerminalQuerySet<M> extends TerminalValuesQuerySet<M, M> implements QuerySet<M> {

	TerminalQuerySet(QuerySets querySets, QueryState state) {
		super(querySets, state);
	}

	@Override
	final RowAssembler<M> assembler() {
		return RowAssemblers.objects();
	}

	@Override
	public final CompletableFuture<Map<@Nullable Object, M>> ainBulk(String field) {
		return objects().inBulk(field, null);
	}

	@Override
	public final CompletableFuture<Map<@Nullable Object, M>> ainBulk(String field, Collection<?> values) {
		Assert.notNull(values, "'values' must not be null: without them, ainBulk() reads all rows");
		return objects().inBulk(field, values);
	}

	@Override
	public final CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, String... lookups) {
		List<String> names = Names.of("aprefetchRelatedObjects", lookups);
		return objects().prefetch(objects, names.stream().map(Prefetch::of).toList());
	}

	@Override
	public final CompletableFuture<List<M>> aprefetchRelatedObjects(List<M> objects, Prefetch first, Prefetch... more) {
		return objects().prefetch(objects, PrefetchResolver.all(first, more));
	}

	@Override
	public final CompletableFuture<Boolean> acontains(M object) {
		return new Terminals(querySets()).contains(state(), object);
	}

	@Override
	public final CompletableFuture<M> arefreshFromDb(M object, String... fields) {
		Assert.notNull(object, "'object' must not be null");
		return new Refreshing<>(querySets(), model(), state()).refresh(object, Names.of("arefreshFromDb", fields));
	}

	@Override
	public final CompletableFuture<M> acreate(Kw values) {
		return creating().writes(model()).create(values, ownerValues());
	}

	@Override
	public final CompletableFuture<Long> aupdate(Update<M> changes) {
		return objects().update(querySets().writes(model()), changes);
	}

	@Override
	public final CompletableFuture<Deleted> adelete() {
		return objects().delete();
	}

	@Override
	public final CompletableFuture<GetOrCreate<M>> agetOrCreate(Kw lookup, UpsertDefaults defaults) {
		return upserts().getOrCreate(lookup, defaults);
	}

	@Override
	public final CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults) {
		return upserts().updateOrCreate(lookup, defaults, null);
	}

	@Override
	public final CompletableFuture<UpdateOrCreate<M>> aupdateOrCreate(Kw lookup, UpsertDefaults defaults,
			InsertDefaults createDefaults) {
		return upserts().updateOrCreate(lookup, defaults, createDefaults);
	}

	@Override
	public final CompletableFuture<List<M>> abulkCreate(List<M> objects, ConflictOptions options) {
		return new BulkWrites<>(creating(), model()).create(objects, ownerValues(), options);
	}

	@Override
	public final CompletableFuture<Long> abulkUpdate(List<M> objects, BatchOptions options, String... fields) {
		return bulk().update(objects().plain("update"), objects, options, fields);
	}

	@Override
	public final CompletableFuture<Long> abulkUpdate(List<M> objects, BatchOptions options,
			Function<? super M, Update<M>> changes) {
		return bulk().update(objects().plain("update"), objects, options, changes);
	}

	private BulkWrites<M> bulk() {
		return new BulkWrites<>(querySets(), model());
	}

	private Upserts<M> upserts() {
		return new Upserts<>(creating(), model(), state(), ownerValues());
	}

	@SuppressWarnings("unchecked") // the state of a query set of M is over the model M
	final ModelMetadata<M> model() {
		return (ModelMetadata<M>) state().model();
	}

	private ObjectTerminals<M> objects() {
		return new ObjectTerminals<>(querySets(), state());
	}

	/** What creates objects, and links them if they are created for an owner. */
	QuerySets creating() {
		return querySets();
	}

	/** Values of new objects besides those of the call, such as the key of the owner. */
	Kw ownerValues() {
		return Kw.empty();
	}

}
