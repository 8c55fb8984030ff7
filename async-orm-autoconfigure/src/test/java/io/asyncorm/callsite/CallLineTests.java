package io.asyncorm.callsite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.asyncorm.async.AsyncDispatcher;
import io.asyncorm.async.DispatcherSettings;
import io.asyncorm.async.StubExecutor;
import io.asyncorm.async.VirtualThreadExecutor;
import io.asyncorm.async.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.DuplicateKeyException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests that an exception names the line that made the call, as seen from a package that
 * is not one of ours.
 */
@Timeout(300)
class CallLineTests {

	private final StubExecutor executor = new StubExecutor();

	private final AsyncDispatcher dispatcher = new AsyncDispatcher(this.executor, new VirtualThreadExecutor(),
			DispatcherSettings.of(1, 0));

	private final CountDownLatch gate = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.gate.countDown();
		this.dispatcher.close();
	}

	@Test
	void aFailedOperationNamesTheLineOfTheCall() {
		CompletableFuture<String> failed = failingCall();

		assertThat(catchThrowable(() -> Waiting.await(failed))).hasStackTraceContaining("CallLineTests.failingCall")
			.hasStackTraceContaining("StubExecutor");
	}

	@Test
	void aFailedBlockNamesTheLineOfTheCall() {
		CompletableFuture<String> failed = failingBlock();

		assertThat(catchThrowable(() -> Waiting.await(failed))).hasStackTraceContaining("CallLineTests.failingBlock(");
	}

	@Test
	void aTimeoutNamesTheLineOfTheCall() {
		CompletableFuture<String> blocked = blockedCall();

		assertThat(catchThrowable(() -> Waiting.await(blocked.orTimeout(10, TimeUnit.MILLISECONDS))))
			.hasStackTraceContaining("CallLineTests.blockedCall(");
	}

	@Test
	void aRefusalNamesTheLineOfTheCallOnce() {
		blockedCall();

		Throwable refusal = catchThrowable(() -> Waiting.await(failingCall()));

		assertThat(refusal.getStackTrace()).filteredOn((line) -> line.getMethodName().equals("failingCall")).hasSize(1);
	}

	private CompletableFuture<String> failingCall() {
		return this.dispatcher.dispatch(this.executor.operation("Book.aget", (session) -> {
			throw new DuplicateKeyException("twice");
		}));
	}

	private CompletableFuture<String> failingBlock() {
		return this.dispatcher.submit("atomic", (cancellation) -> {
			throw new DuplicateKeyException("twice");
		});
	}

	private CompletableFuture<String> blockedCall() {
		return this.dispatcher.dispatch(this.executor.operation("Book.aget", (session) -> {
			this.gate.await();
			return "done";
		}));
	}

}
