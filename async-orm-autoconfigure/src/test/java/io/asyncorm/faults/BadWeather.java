package io.asyncorm.faults;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Lets one fault follow the other, with calm in between, until it is told to end. What
 * lasts, lasts until some calls have ended, one way or the other.
 */
final class BadWeather implements Runnable {

	private static final int LONGEST_FAULT_MILLIS = 1500;

	private final Warehouse warehouse;

	private final Account account;

	private final Random random;

	private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

	private volatile boolean over;

	BadWeather(Warehouse warehouse, Account account, long seed) {
		this.warehouse = warehouse;
		this.account = account;
		this.random = new Random(seed);
	}

	/** After the fault that there is, there is no more. */
	void end() {
		this.over = true;
	}

	@Override
	public void run() {
		try {
			while (!this.over) {
				this.account.awaitFurther(200 + this.random.nextInt(800), 1000);
				Fault fault = Fault.values()[this.random.nextInt(Fault.values().length)];
				this.faults.merge(fault, 1, Integer::sum);
				happen(fault);
			}
		}
		catch (InterruptedException | RuntimeException ex) {
			this.account.complain("The weather: " + ex);
		}
		finally {
			clear();
		}
	}

	private void happen(Fault fault) throws InterruptedException {
		switch (fault) {
			case CUT -> this.warehouse.proxy.cut();
			case RESET -> this.warehouse.proxy.reset();
			case TERMINATE_ONE -> this.warehouse.terminate(1);
			case TERMINATE_ALL -> this.warehouse.terminate(1000);
			case STALL -> {
				this.warehouse.proxy.stall();
				last();
			}
			case SLOW -> {
				this.warehouse.proxy.slow(Duration.ofMillis(1 + this.random.nextInt(20)));
				last();
			}
			case REFUSE -> {
				this.warehouse.proxy.refuse();
				this.warehouse.proxy.cut();
				last();
			}
			case LOSE_ANSWER -> {
				this.warehouse.proxy.cutAfterCommit();
				last();
			}
			case STALL_BEFORE_COMMIT -> {
				this.warehouse.proxy.stallBeforeCommit();
				last();
			}
			case STALL_AFTER_COMMIT -> {
				this.warehouse.proxy.stallAfterCommit();
				last();
			}
		}
	}

	private void last() throws InterruptedException {
		this.account.awaitFurther(50 + this.random.nextInt(150), 1 + this.random.nextInt(LONGEST_FAULT_MILLIS));
		clear();
	}

	private void clear() {
		this.warehouse.proxy.accept();
		this.warehouse.proxy.resume();
	}

	@Override
	public String toString() {
		return this.faults.toString();
	}

	private enum Fault {

		CUT, RESET, TERMINATE_ONE, TERMINATE_ALL, STALL, SLOW, REFUSE, LOSE_ANSWER, STALL_BEFORE_COMMIT,
		STALL_AFTER_COMMIT

	}

}
