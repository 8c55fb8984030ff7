package io.asyncorm.async;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Waits for futures and combines them: {@code await} and {@code gather}, behind the
 * static methods of those names in {@code io.asyncorm.Orm}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Waiting {

	private Waiting() {
	}

	/**
	 * Waits for a future and returns its value, or throws what it failed with: the
	 * exception itself, never a {@code CompletionException} or {@code ExecutionException}
	 * around it. That may be a checked exception where the code behind the future throws
	 * one, as a block of a transaction may; the compiler does not ask to catch it here.
	 * <p>
	 * An interrupted wait cancels the future, throws a {@link CancellationException} and
	 * leaves the thread interrupted.
	 * @param future what to wait for
	 * @throws CancellationException if the future was cancelled, or the wait interrupted
	 * @throws IllegalStateException if the thread is an event loop, which must not block,
	 * and the future is not complete yet
	 */
	public static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
		Assert.notNull(future, "'future' must not be null");
		if (!future.isDone()) {
			NonBlockingThread.refuseWaiting();
		}
		try {
			return future.get();
		}
		catch (ExecutionException ex) {
			Throwable cause = ex.getCause();
			throw bare((cause != null) ? cause : ex);
		}
		catch (CancellationException ex) {
			// newer JDKs wrap it into another one
			throw (ex.getCause() instanceof CancellationException original) ? original : ex;
		}
		catch (InterruptedException ex) {
			future.cancel(true);
			Thread.currentThread().interrupt();
			CancellationException cancelled = new CancellationException(
					"Interrupted while waiting for a future, which was cancelled");
			cancelled.initCause(ex);
			throw cancelled;
		}
	}

	/**
	 * Makes one future of several: its value is theirs, in their order. When one fails,
	 * the others are cancelled and the whole fails with that exception. Cancelling the
	 * whole cancels all of them.
	 * @param futures what to wait for; they run in parallel, up to the number of lanes
	 */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(
			Collection<? extends CompletableFuture<? extends T>> futures) {
		Assert.notNull(futures, "'futures' must not be null");
		return Gathering.of(futures);
	}

	/**
	 * Makes one future of two, as {@link #gather(Collection)} does.
	 */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(CompletableFuture<? extends T> first,
			CompletableFuture<? extends T> second) {
		return gather(Arrays.asList(first, second));
	}

	/**
	 * Makes one future of three, as {@link #gather(Collection)} does.
	 */
	public static <T extends @Nullable Object> CompletableFuture<List<T>> gather(CompletableFuture<? extends T> first,
			CompletableFuture<? extends T> second, CompletableFuture<? extends T> third) {
		return gather(Arrays.asList(first, second, third));
	}

	/** Throws an exception as it is, whatever the compiler thinks of its type. */
	@SuppressWarnings("unchecked") // erased: nothing is cast at run time
	private static <E extends Throwable> RuntimeException bare(Throwable failure) throws E {
		throw (E) failure;
	}

}
