package io.asyncorm.queryset;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.asyncorm.AsyncOrm;
import io.asyncorm.model.Column;
import io.asyncorm.model.Model;
import io.asyncorm.repository.AsyncRepository;
import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.kw;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A shop with a single lane, which can be held by a consumer of rows that waits, so that
 * operations wait for it and may be merged.
 */
final class OneLaneShop implements AutoCloseable {

	private final TestDatabase database;

	private final WritingShop shop;

	private CountDownLatch gate = new CountDownLatch(0);

	/**
	 * Sets it up with one door, whose row the consumer that holds the lane waits at.
	 * @param database of which a fresh one is made
	 * @param settings with the models of the test; the lane and the model of the door are
	 * set already
	 */
	OneLaneShop(TestDatabase database, UnaryOperator<AsyncOrm.Builder> settings) {
		this.database = database;
		this.shop = new WritingShop(database, (builder) -> settings.apply(builder.models(Door.class).lanes(1)));
		await(repository(Doors.class).acreate(kw("name", "front")));
	}

	/** Holds the lane until it is released, and forgets the statements so far. */
	void hold() {
		hold(this.shop.orm());
	}

	/**
	 * Holds a lane of another application on the same database, which has {@link Door}
	 * too.
	 */
	void hold(AsyncOrm orm) {
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch held = new CountDownLatch(1);
		this.gate = released;
		orm.repository(Doors.class).filter("name", "front").aiterator().forEach((door) -> {
			held.countDown();
			pass(released);
		});
		pass(held);
		this.shop.sql().clear();
	}

	void release() {
		this.gate.countDown();
	}

	/** The statements since the lane was held in which a regular expression is found. */
	List<String> statements(String regex) {
		return this.shop.sql().statements().stream().filter(Pattern.compile(regex).asPredicate()).toList();
	}

	/** Whether the database has statements for writes or lists of several callers. */
	boolean merges() {
		return this.database == TestDatabase.POSTGRESQL;
	}

	<R> R repository(Class<R> repository) {
		return this.shop.repository(repository);
	}

	AsyncOrm orm() {
		return this.shop.orm();
	}

	DataSource dataSource() {
		return this.shop.dataSource();
	}

	JdbcTemplate jdbc() {
		return this.shop.jdbc();
	}

	@Override
	public void close() {
		release();
		this.shop.close();
	}

	private static void pass(CountDownLatch latch) {
		try {
			assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Model
	record Door(@Nullable Long id, @Column(length = 50) String name) {
	}

	interface Doors extends AsyncRepository<Door, Long> {

	}

}
