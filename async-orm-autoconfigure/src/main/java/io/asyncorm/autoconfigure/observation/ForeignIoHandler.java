package io.asyncorm.autoconfigure.observation;

import java.util.List;
import java.util.function.Supplier;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.autoconfigure.Database;
import io.asyncorm.autoconfigure.Databases;
import io.asyncorm.diagnostics.ForeignIoDetector;
import io.asyncorm.query.ForeignIoAction;
import io.asyncorm.transaction.AllowedForeignIo;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import io.micrometer.observation.transport.SenderContext;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.util.function.SingletonSupplier;

/**
 * Notices observations of what other services are called with that begin inside a
 * transaction: clients of HTTP and the like, and who sends messages or mail. Databases
 * and caches, which are observed as clients without an answer that is carried, are none.
 * It comes first, so that nobody else has begun with what is refused. Thread-safe.
 */
final class ForeignIoHandler implements ObservationHandler<SenderContext<?>>, Ordered {

	private final ForeignIoDetector detector;

	private final Supplier<List<AsyncDispatcher>> dispatchers;

	ForeignIoHandler(ForeignIoAction action, ObjectProvider<Databases> databases) {
		this.detector = new ForeignIoDetector(action);
		this.dispatchers = SingletonSupplier
			.of(() -> databases.getObject().all().stream().map(Database::dispatcher).toList());
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return this.detector.isOn() && (context instanceof RequestReplySenderContext<?, ?>
				|| context instanceof SenderContext<?> sender && sender.getKind() == Kind.PRODUCER);
	}

	@Override
	public void onStart(SenderContext<?> context) {
		if (TransactionSynchronizationManager.isActualTransactionActive() && !AllowedForeignIo.isGiven()
				&& this.dispatchers.get().stream().anyMatch(AsyncDispatcher::isInTransaction)) {
			this.detector.begins(String.valueOf(context.getName()));
		}
	}

}
