package io.asyncorm.replicas;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.dao.QueryTimeoutException;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.gather;
import static io.asyncorm.Orm.readOnly;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the limits of single reads within blocks on a streaming standby, on each of
 * the block's connections, and while they wait for one.
 */
@Timeout(120)
class BlockReadLimitsIntegrationTests extends AbstractMeetingTests {

	@Test
	void aReadThatRunsOnAnyConnectionEndsByItsOwnLimit() {
		for (int limited = 0; limited < 2; limited++) {
			int late = limited;
			List<Throwable> failures = new CopyOnWriteArrayList<>();
			List<Long> values = new CopyOnWriteArrayList<>();

			CompletableFuture<String> block = this.place.transactions.atomic(readOnly(), () -> {
				List<CompletableFuture<Long>> reads = List.of(this.place.meetings.asleep(),
						this.place.meetings.asleep());
				this.place.awaitAsleep(2);
				failures.add(catchThrowable(() -> await(reads.get(late).orTimeout(1, TimeUnit.MILLISECONDS))));
				this.place.awaitAsleep(1);
				values.add(await(reads.get(1 - late).completeOnTimeout(7L, 1, TimeUnit.MILLISECONDS)));
				this.place.awaitAsleep(0);
				return "looks fine";
			});

			assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(block));
			assertThat(failures).singleElement()
				.isInstanceOf(QueryTimeoutException.class)
				.extracting(Throwable::getMessage)
				.asString()
				.contains(
						"'Meetings.asleep' did not finish within 0.001 s (orTimeout) and was cancelled: in the statement");
			assertThat(values).containsExactly(7L);
			this.place.assertThatAllIsBack();
		}
	}

	@Test
	void aReadThatIsCancelledWhileItRunsFailsItsBlock() {
		CompletableFuture<String> block = this.place.transactions.atomic(readOnly(), () -> {
			CompletableFuture<Long> read = this.place.meetings.asleep();
			this.place.awaitAsleep(1);
			assertThat(read.cancel(true)).isTrue();
			this.place.awaitAsleep(0);
			return "looks fine";
		});

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(block))
			.withMessageContaining("'Meetings.asleep' was cancelled while it ran, and so its transaction cannot go on");
		this.place.assertThatAllIsBack();
	}

	@Test
	void theTimeOfAReadThatWaitsForAConnectionOfItsBlockCounts() throws SQLException {
		Connection holder = hold();
		List<@Nullable Throwable> failures = new CopyOnWriteArrayList<>();

		CompletableFuture<String> block = this.place.transactions.atomic(readOnly(), () -> {
			List<CompletableFuture<Long>> waiting = waiting();
			failures.add(catchThrowable(() -> await(this.place.meetings.all().timeout(Duration.ofMillis(1)).acount())));
			holder.close();
			await(gather(waiting));
			return "looks fine";
		});

		assertThatExceptionOfType(QueryTimeoutException.class).isThrownBy(() -> await(block))
			.withMessageContaining("'Meeting.acount' did not finish within 0.001 s (the timeout of its query set)"
					+ " and was cancelled: waiting for a connection of its block");
		assertThat(failures).singleElement().isInstanceOf(QueryTimeoutException.class);
		this.place.assertThatAllIsBack();
	}

	@Test
	void whoLeavesAReadThatWaitsKeepsTheBlock() throws SQLException {
		Connection holder = hold();
		String read = await(this.place.transactions.atomic(readOnly(), () -> {
			List<CompletableFuture<Long>> waiting = waiting();
			CompletableFuture<Long> left = this.place.meetings.acount();
			assertThat(await(left.completeOnTimeout(7L, 1, TimeUnit.MILLISECONDS))).isEqualTo(7);
			assertThat(this.place.meetings.acount().cancel(true)).isTrue();
			holder.close();
			await(gather(waiting));
			return "is fine";
		}));

		assertThat(read).isEqualTo("is fine");
		this.place.assertThatAllIsBack();
	}

	/** Holds what all connections that the block can have wait for. */
	private Connection hold() throws SQLException {
		HikariDataSource standby = this.place.standby;
		Connection holder = DriverManager.getConnection(standby.getJdbcUrl(), standby.getUsername(),
				standby.getPassword());
		holder.createStatement().execute("select pg_advisory_lock(9)");
		return holder;
	}

	private List<CompletableFuture<Long>> waiting() {
		List<CompletableFuture<Long>> waiting = new ArrayList<>();
		for (int connection = 0; connection < 3; connection++) {
			waiting.add(this.place.meetings.atake());
		}
		this.place.awaitTaking(3);
		return waiting;
	}

}
