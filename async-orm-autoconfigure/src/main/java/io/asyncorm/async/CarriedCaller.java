package io.asyncorm.async;

import org.jspecify.annotations.Nullable;

/**
 * Whom a thread works for, to be brought to other threads, and whom others had brought
 * there before, to be put back. What is carried is the caller itself and no copy, so that
 * who goes on after a write on another thread knows of it. Immutable.
 *
 * @since 0.1.0
 */
public final class CarriedCaller {

	/** By which it is known to what carries contexts, such as Reactor's. */
	public static final String KEY = CarriedCaller.class.getName();

	private final ReplicaCaller caller;

	private final @Nullable ReplicaCaller outer;

	private CarriedCaller(ReplicaCaller caller, @Nullable ReplicaCaller outer) {
		this.caller = caller;
		this.outer = outer;
	}

	/** Whom the calling thread works for. */
	static CarriedCaller here() {
		return new CarriedCaller(ReplicaCaller.current(), ReplicaCaller.carried());
	}

	/** A caller that has written nothing, as a request is at first. */
	public static CarriedCaller fresh() {
		return new CarriedCaller(new ReplicaCaller(), null);
	}

	/** From now on the calling thread works for the caller. */
	void bind() {
		ReplicaCaller.bind(this.caller);
	}

	/** The calling thread works for whom it did when this was taken there. */
	void restore() {
		ReplicaCaller.bind(this.outer);
	}

}
