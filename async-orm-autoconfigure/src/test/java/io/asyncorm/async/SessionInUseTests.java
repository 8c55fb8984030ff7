package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.plan.CallSite;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.OperationCursor;
import io.asyncorm.plan.OperationSession;
import io.asyncorm.plan.RunningOperation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionInUse}.
 */
class SessionInUseTests {

	private final NumberedSession session = new NumberedSession();

	private final SessionInUse inUse = new SessionInUse(new VirtualThreadExecutor());

	@Test
	void aStopThatComesAsTheOperationEndsDoesNotMeetTheNext() {
		this.inUse.set(this.session);
		this.session.number++;

		this.inUse.stop();

		assertThat(this.session.stopped).containsExactly(0);
	}

	@Test
	void theOperationThatIsNextWhenTheSessionIsUsedIsStopped() {
		this.session.number++;
		this.inUse.set(this.session);

		this.inUse.stop();

		assertThat(this.session.stopped).containsExactly(1);
		assertThat(this.inUse.running()).isNotNull();
	}

	/** Tells which of its operations were stopped. */
	private static final class NumberedSession implements OperationSession {

		private final List<Integer> stopped = new ArrayList<>();

		private int number;

		@Override
		public <R> R execute(Operation<R> operation, CallSite caller) {
			throw new UnsupportedOperationException();
		}

		@Override
		public <R> OperationCursor<R> open(Operation.Rows<R> operation, int chunkSize, CallSite caller) {
			throw new UnsupportedOperationException();
		}

		@Override
		public RunningOperation running() {
			int running = this.number;
			return new RunningOperation() {

				@Override
				public boolean stop() {
					return NumberedSession.this.stopped.add(running);
				}

				@Override
				public void cancel() {
				}

				@Override
				public void abort() {
				}

			};
		}

		@Override
		public void release() {
		}

	}

}
