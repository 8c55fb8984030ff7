package io.asyncorm.deadlocks;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.asyncorm.deadlock.LockDiagnosis;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * What is logged of locks, until it is closed.
 */
final class RecordedLocks implements AutoCloseable {

	private static final Logger logger = (Logger) LoggerFactory.getLogger(LockDiagnosis.class);

	private final BlockingQueue<ILoggingEvent> events = new LinkedBlockingQueue<>();

	private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {

		@Override
		protected void append(ILoggingEvent event) {
			RecordedLocks.this.events.add(event);
		}

	};

	RecordedLocks() {
		this.appender.start();
		logger.addAppender(this.appender);
	}

	/** The next of them, for which the calling thread waits; null if there is none. */
	@Nullable String next() throws InterruptedException {
		ILoggingEvent event = this.events.poll(30, TimeUnit.SECONDS);
		return (event != null) ? event.getLevel() + " " + event.getFormattedMessage() : null;
	}

	boolean isEmpty() {
		return this.events.isEmpty();
	}

	@Override
	public void close() {
		logger.detachAppender(this.appender);
	}

}
