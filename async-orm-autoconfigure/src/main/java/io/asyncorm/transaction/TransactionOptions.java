package io.asyncorm.transaction;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.util.Assert;

/**
 * How {@code atomic()} runs a block, in the words of Spring's {@code @Transactional}:
 *
 * <pre class="code">
 * transactions.atomic(isolation(SERIALIZABLE).retry(5), () -&gt; ...);
 * transactions.atomic(readOnly().timeout(Duration.ofSeconds(5)), () -&gt; ...);
 * </pre>
 *
 * Immutable.
 *
 * @since 0.1.0
 */
public final class TransactionOptions {

	private static final TransactionOptions DEFAULTS = new TransactionOptions(Propagation.NESTED, Isolation.DEFAULT,
			false, null, 0, false);

	private final Propagation propagation;

	private final Isolation isolation;

	private final boolean forReading;

	private final @Nullable Duration timeLimit;

	private final int retries;

	private final boolean foreignIo;

	private final TransactionDefinition definition;

	private TransactionOptions(Propagation propagation, Isolation isolation, boolean forReading,
			@Nullable Duration timeLimit, int retries, boolean foreignIo) {
		this.propagation = propagation;
		this.isolation = isolation;
		this.forReading = forReading;
		this.timeLimit = timeLimit;
		this.retries = retries;
		this.foreignIo = foreignIo;
		this.definition = define();
	}

	private DefaultTransactionDefinition define() {
		DefaultTransactionDefinition defined = new DefaultTransactionDefinition(
				(this.propagation == Propagation.REQUIRES_NEW) ? TransactionDefinition.PROPAGATION_REQUIRES_NEW
						: TransactionDefinition.PROPAGATION_REQUIRED);
		defined.setName(DefaultAsyncTransactions.NAME);
		defined.setIsolationLevel(this.isolation.value());
		defined.setReadOnly(this.forReading);
		if (this.timeLimit != null) {
			defined.setTimeout((int) Math.min(Integer.MAX_VALUE, this.timeLimit.plusNanos(999_999_999).toSeconds()));
		}
		return defined;
	}

	/**
	 * Those of {@code atomic(block)}: read and write, at the isolation level of the
	 * session, without a time limit of its own, nested, and never run again.
	 */
	public static TransactionOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * What happens within a transaction of the calling thread. Without one,
	 * {@code MANDATORY} refuses the block, and all others begin one.
	 * @param propagation {@code NESTED}, the default, is a savepoint, to which a block
	 * that fails is rolled back alone; {@code REQUIRED} and {@code MANDATORY} are none,
	 * so that all of the transaction fails with the block; {@code REQUIRES_NEW} suspends
	 * the transaction, and takes a second connection
	 * @throws IllegalArgumentException for the others, under which a block would have no
	 * transaction
	 */
	public TransactionOptions propagation(Propagation propagation) {
		Assert.notNull(propagation, "'propagation' must not be null");
		Assert.isTrue(switch (propagation) {
			case REQUIRED, MANDATORY, REQUIRES_NEW, NESTED -> true;
			case SUPPORTS, NOT_SUPPORTED, NEVER -> false;
		}, () -> "A block of atomic() is always in a transaction, which " + propagation + " does not promise");
		return new TransactionOptions(propagation, this.isolation, this.forReading, this.timeLimit, this.retries,
				this.foreignIo);
	}

	/**
	 * How much of other transactions the block sees. Behind a pooler, too, it holds for
	 * this transaction alone. A block that joins a transaction is refused if that one is
	 * isolated less.
	 */
	public TransactionOptions isolation(Isolation isolation) {
		Assert.notNull(isolation, "'isolation' must not be null");
		return new TransactionOptions(this.propagation, isolation, this.forReading, this.timeLimit, this.retries,
				this.foreignIo);
	}

	/**
	 * Refuses to write, with a {@link io.asyncorm.query.ReadOnlyTransactionException}: on
	 * H2, operations alone, and not plain JDBC. A block that joins a transaction does
	 * what that one may; another one runs at the replica of the database, where one is
	 * set.
	 */
	public TransactionOptions readOnly() {
		return new TransactionOptions(this.propagation, this.isolation, true, this.timeLimit, this.retries,
				this.foreignIo);
	}

	/**
	 * Cancels the block when it takes longer, all in all: with the wait for a lane and a
	 * connection, and with each time that it is run again. A block that joins a
	 * transaction has the time of that one. In one of its own within another
	 * ({@code REQUIRES_NEW}), which runs on the thread of that, operations fail as soon
	 * as the time is up, and other code is not interrupted.
	 */
	public TransactionOptions timeout(Duration timeout) {
		Assert.notNull(timeout, "'timeout' must not be null");
		Assert.isTrue(timeout.isPositive(), "'timeout' must be positive");
		return new TransactionOptions(this.propagation, this.isolation, this.forReading, timeout, this.retries,
				this.foreignIo);
	}

	/**
	 * Runs the block again, in a new transaction and after a short random pause, when it
	 * collided with another transaction: by a serialization failure or a deadlock, also
	 * if that shows only at the commit. Nothing is run again after any other failure, nor
	 * if it is unknown whether the commit succeeded. A block that joins a transaction is
	 * not run again, as only all of that could be: it fails, and whoever began the
	 * transaction may have it run again.
	 * @param times how many times more at most; then it fails as it did the last time
	 */
	public TransactionOptions retry(int times) {
		Assert.isTrue(times >= 0, "'times' must not be negative");
		return new TransactionOptions(this.propagation, this.isolation, this.forReading, this.timeLimit, times,
				this.foreignIo);
	}

	/**
	 * Lets the block call other services, send messages and send mail, which
	 * {@code async-orm.diagnostics.foreign-io} would notice, as it keeps a connection and
	 * its locks waiting.
	 */
	public TransactionOptions allowForeignIo() {
		return new TransactionOptions(this.propagation, this.isolation, this.forReading, this.timeLimit, this.retries,
				true);
	}

	Propagation propagation() {
		return this.propagation;
	}

	Isolation isolation() {
		return this.isolation;
	}

	@Nullable Duration timeLimit() {
		return this.timeLimit;
	}

	int retries() {
		return this.retries;
	}

	boolean foreignIo() {
		return this.foreignIo;
	}

	/** What Spring's manager is asked for where a transaction begins. */
	TransactionDefinition definition() {
		return this.definition;
	}

}
