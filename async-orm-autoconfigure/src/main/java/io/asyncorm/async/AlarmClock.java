package io.asyncorm.async;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs actions at their times: the one timer of deadlines. Setting an alarm and
 * cancelling it again, as each operation does, takes the same short time however many
 * there are: they are a list without order, which is looked through when the earliest
 * time that was seen has come, and that is rare, as hardly any operation reaches its
 * deadline. A single virtual thread does so, while there are alarms. Thread-safe.
 */
final class AlarmClock {

	private static final Log logger = LogFactory.getLog(AlarmClock.class);

	/** How late an alarm may be, so that many short ones do not cost a look each. */
	private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(5);

	/** How long the thread waits without a look: if there are no alarms then, it ends. */
	private static final long IDLE = TimeUnit.SECONDS.toNanos(1);

	private final VirtualThreadExecutor threads;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition earlier = this.lock.newCondition();

	private @Nullable Alarm first;

	private boolean running;

	/** Whether the thread ends as soon as there are no alarms. */
	private boolean closing;

	/** When the thread looks at the alarms next. */
	private long look;

	AlarmClock(VirtualThreadExecutor threads) {
		this.threads = threads;
	}

	/**
	 * Has the action of an alarm run at a time, and not at the one that was set before.
	 */
	void set(Alarm alarm, long time) {
		boolean starts = false;
		this.lock.lock();
		try {
			unlink(alarm);
			alarm.time = time;
			link(alarm);
			this.closing = false;
			if (!this.running) {
				this.running = true;
				starts = true;
			}
			else if (time - this.look < 0) {
				this.look = time;
				this.earlier.signal();
			}
		}
		finally {
			this.lock.unlock();
		}
		if (starts) {
			this.threads.start("timer", this::run);
		}
	}

	/** Does nothing if the alarm is not set, or its action is running. */
	void cancel(Alarm alarm) {
		this.lock.lock();
		try {
			unlink(alarm);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Lets the thread end at once if there are no alarms, as it keeps the class loader of
	 * the application that has started it. What is set later starts another.
	 */
	void close() {
		this.lock.lock();
		try {
			this.closing = true;
			this.earlier.signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void link(Alarm alarm) {
		alarm.previous = alarm;
		alarm.next = this.first;
		if (this.first != null) {
			this.first.previous = alarm;
		}
		this.first = alarm;
	}

	/** The first is its own predecessor. */
	private void unlink(Alarm alarm) {
		Alarm previous = alarm.previous;
		if (previous == null) {
			return;
		}
		Alarm next = alarm.next;
		if (previous == alarm) {
			this.first = next;
		}
		else {
			previous.next = next;
		}
		if (next != null) {
			next.previous = (previous == alarm) ? next : previous;
		}
		alarm.previous = null;
		alarm.next = null;
	}

	private void run() {
		List<Alarm> due = takeDue();
		while (due != null) {
			due.forEach(AlarmClock::ring);
			due = takeDue();
		}
	}

	private static void ring(Alarm alarm) {
		try {
			alarm.ring();
		}
		catch (RuntimeException | Error ex) {
			logger.error("What was to be done at a deadline failed", ex);
		}
	}

	/** Waits for alarms; null if there are none any more, and the thread ends. */
	private @Nullable List<Alarm> takeDue() {
		this.lock.lock();
		try {
			boolean idle = false;
			while (true) {
				List<Alarm> due = findDue(System.nanoTime());
				if (!due.isEmpty()) {
					return due;
				}
				if (this.first == null && (idle || this.closing)) {
					this.running = false;
					return null;
				}
				idle = this.first == null;
				awaitLook();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes the alarms whose time has come, and finds the next time to look. */
	private List<Alarm> findDue(long now) {
		List<Alarm> due = new ArrayList<>();
		long next = now + IDLE;
		Alarm alarm = this.first;
		while (alarm != null) {
			Alarm following = alarm.next;
			if (alarm.time - now <= 0) {
				unlink(alarm);
				due.add(alarm);
			}
			else if (alarm.time - next < 0) {
				next = alarm.time;
			}
			alarm = following;
		}
		this.look = next;
		return due;
	}

	/** An alarm that is set meanwhile may be earlier than what is waited for. */
	private void awaitLook() {
		long earliest = System.nanoTime() + GRAIN;
		long left = this.look - System.nanoTime();
		while (left > 0 && !(this.closing && this.first == null)) {
			try {
				this.earlier.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				logger.trace("Nobody interrupts the timer", ex);
			}
			left = ((this.look - earliest < 0) ? earliest : this.look) - System.nanoTime();
		}
	}

}
