package io.asyncorm.diagnostics;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationDispatcher;
import io.asyncorm.plan.OperationExecutor;
import io.asyncorm.query.NPlusOneAction;
import io.asyncorm.query.NPlusOneException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.TaskDecorator;

/**
 * Detects N+1 queries: a line of code that reads a relation for one object of a list
 * after the other, or that sends one query after the other which differ only in the
 * values that fields are equal to. It stands between the query sets and what runs their
 * operations, and exists only where it is wanted. Thread-safe.
 * <p>
 * Reads are counted for each line of code in the {@link ReadOrigin list} whose objects
 * they belong to, and in their {@link UnitOfWork unit of work}, so that other requests
 * and threads do not count. Equal reads count once: to poll is no N+1.
 *
 * @since 0.1.0
 */
public final class NPlusOneDetector {

	private static final Log logger = LogFactory.getLog(NPlusOneDetector.class);

	private final NPlusOneAction action;

	/** The lines that were warned of, with what they read. */
	private final Set<Object> warned = ConcurrentHashMap.newKeySet();

	/**
	 * @param action what is done about them, not {@link NPlusOneAction#OFF}
	 */
	public NPlusOneDetector(NPlusOneAction action) {
		this.action = action;
	}

	/** A dispatcher whose reads are counted. */
	public OperationDispatcher watch(OperationDispatcher dispatcher) {
		return new WatchedDispatcher(this, dispatcher, null, null);
	}

	/** An executor that notes of which list the objects are that it reads. */
	public OperationExecutor watch(OperationExecutor executor) {
		return new WatchedExecutor(executor);
	}

	/** Carries the unit of work of a caller to the callbacks of its futures. */
	public TaskDecorator carryingWork() {
		return UnitOfWork::carry;
	}

	/**
	 * Counts a read.
	 * @param operation what is going to be read
	 * @param relation the relation that is read; null if none is
	 * @param origin the list whose object it is read for; null if that is not known
	 * @param element identifies the object in that list
	 * @return why it is refused; null if it is not
	 */
	@Nullable NPlusOneException count(Operation<?> operation, @Nullable ModelRelation relation, @Nullable ReadOrigin origin,
			Object element) {
		UnitOfWork work = UnitOfWork.current();
		RepeatableRead read = RepeatableRead.of(operation);
		List<StackTraceElement> stack = (read != null) ? CallSite.userFrames() : List.of();
		if (read == null || stack.isEmpty()) {
			return null;
		}
		Object what = (relation != null) ? relation : read.statement();
		boolean repeated = work.reads().isRepeated(List.of(what, read.statement(), stack), read.values());
		if (origin != null) {
			repeated |= origin.isRepeated(work, List.of(what, operation.name(), stack.get(0)), element);
		}
		return repeated ? report(new NPlusOneReport(operation, read, relation, origin, stack.get(0))) : null;
	}

	private @Nullable NPlusOneException report(NPlusOneReport report) {
		return switch (this.action) {
			case OFF -> null;
			case WARN -> {
				if (this.warned.add(List.of(report.operation().name(), report.line()))) {
					logger.warn(report.message());
				}
				yield null;
			}
			case FAIL -> new NPlusOneException(report.message() + " It was not sent");
		};
	}

}
