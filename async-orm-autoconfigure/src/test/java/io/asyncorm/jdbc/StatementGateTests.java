package io.asyncorm.jdbc;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import io.asyncorm.dialect.H2Dialect;
import io.asyncorm.dialect.SqlErrors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link StatementGate}.
 */
@Timeout(300)
class StatementGateTests {

	private final StatementGate gate = new StatementGate(new H2Dialect());

	private final CountDownLatch cancelled = new CountDownLatch(1);

	private final AtomicInteger cancels = new AtomicInteger();

	@Test
	void aCancelThatMetItsStatementIsUsedUp() throws Exception {
		this.gate.open();

		Throwable failure = catchThrowable(() -> this.gate.execute(statement(1), false, () -> {
			cancelElsewhere();
			throw new SQLException("canceled on request", SqlErrors.CANCELLED);
		}));

		assertThat(failure).isInstanceOf(SQLException.class);
		assertThat(this.gate.close()).isFalse();
	}

	@Test
	void aCancelThatCameTooLateMakesTheConnectionDoubtful() throws Exception {
		this.gate.open();

		String result = this.gate.execute(statement(1), false, () -> {
			cancelElsewhere();
			return "done";
		});

		assertThat(result).isEqualTo("done");
		assertThat(this.gate.close()).isTrue();
	}

	@Test
	void anotherFailureDoesNotUseUpTheCancel() {
		this.gate.open();

		catchThrowable(() -> this.gate.execute(statement(1), false, () -> {
			cancelElsewhere();
			throw new SQLException("duplicate", "23505");
		}));

		assertThat(this.gate.close()).isTrue();
	}

	@Test
	void whatHasCommittedCannotBeStoppedAnyMore() throws Exception {
		long first = this.gate.number();
		this.gate.open();
		this.gate.beginCommit();
		assertThat(this.gate.stop(first)).isFalse();
		this.gate.close();
		assertThat(this.gate.stop(first)).isFalse();

		long second = this.gate.number();
		this.gate.open();
		this.gate.close();

		assertThat(this.gate.stop(second)).isTrue();
		assertThat(this.gate.stop(first)).isFalse();
	}

	@Test
	void aStatementThatIgnoresTheCancelIsToldAgain() {
		this.gate.open();

		catchThrowable(() -> this.gate.execute(statement(2), false, () -> {
			cancelElsewhere();
			throw new SQLException("canceled on request", SqlErrors.CANCELLED);
		}));

		assertThat(this.cancels).hasValue(2);
		assertThat(this.gate.close()).isTrue();
	}

	@Test
	void aCancelBetweenTwoStatementsStopsTheNext() throws Exception {
		this.gate.open();
		this.gate.execute(statement(1), false, () -> "first");

		assertThat(this.gate.stop(this.gate.number())).isTrue();

		assertThatExceptionOfType(SQLException.class)
			.isThrownBy(() -> this.gate.execute(statement(1), false, () -> "second"))
			.satisfies((ex) -> assertThat(ex.getSQLState()).isEqualTo(SqlErrors.CANCELLED));
		assertThat(this.gate.close()).isFalse();
		assertThat(this.cancels).hasValue(0);
	}

	@Test
	void aCancelBetweenTwoOperationsMeetsNeither() throws Exception {
		this.gate.open();
		long ended = this.gate.number();
		this.gate.close();

		this.gate.stop(ended);
		assertThat(this.gate.abort(ended)).isFalse();

		this.gate.open();
		assertThat(this.gate.execute(statement(1), false, () -> "done")).isEqualTo("done");
		assertThat(this.gate.close()).isFalse();
	}

	@Test
	void aCancelThatTheServerDoesNotHearLeavesOnlyClosing() {
		this.gate.open();
		CountDownLatch told = new CountDownLatch(1);
		Boolean[] heard = new Boolean[1];

		catchThrowable(() -> this.gate.execute(failing(), false, () -> {
			Thread.ofVirtual().start(() -> {
				heard[0] = this.gate.cancel(this.gate.number());
				told.countDown();
			});
			await(told);
			return "done";
		}));

		assertThat(heard[0]).isFalse();
		assertThat(this.gate.close()).isTrue();
	}

	private void cancelElsewhere() {
		long number = this.gate.number();
		Thread.ofVirtual().start(() -> this.gate.cancel(number));
		await(this.cancelled);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A statement that hears a cancel when it is said for the given time. */
	private Statement statement(int hears) {
		return stub(() -> {
			if (this.cancels.incrementAndGet() == hears) {
				this.cancelled.countDown();
			}
		});
	}

	private static Statement failing() {
		return stub(() -> {
			throw new SQLException("no route to host", "08001");
		});
	}

	private static Statement stub(Cancel cancel) {
		return (Statement) Proxy.newProxyInstance(StatementGateTests.class.getClassLoader(),
				new Class<?>[] { Statement.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("getConnection")) {
						return null;
					}
					if (method.getName().equals("cancel")) {
						cancel.run();
						return null;
					}
					throw new UnsupportedOperationException(method.getName());
				});
	}

	private interface Cancel {

		void run() throws SQLException;

	}

}
