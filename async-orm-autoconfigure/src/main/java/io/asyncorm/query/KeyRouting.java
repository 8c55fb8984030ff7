package io.asyncorm.query;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Routes by a key that each thread has. Thread-safe if its parts are.
 *
 * @param current gives the key of the calling thread
 * @param setter sets it
 * @param clearing removes it
 * @param startupKey the key under which the application starts; null if it needs none
 */
record KeyRouting<K>(Supplier<? extends @Nullable K> current, Consumer<? super K> setter, Runnable clearing,
		@Nullable K startupKey) implements OperationRouting {

	KeyRouting {
		Objects.requireNonNull(current, "'current' must not be null");
		Objects.requireNonNull(setter, "'setter' must not be null");
		Objects.requireNonNull(clearing, "'clearing' must not be null");
	}

	@Override
	public @Nullable Object currentKey() {
		return this.current.get();
	}

	@Override
	@SuppressWarnings("unchecked") // keys are bound that the supplier gave
	public Binding bind(@Nullable Object key) {
		if (key != null) {
			this.setter.accept((K) key);
		}
		else {
			this.clearing.run();
		}
		return this.clearing::run;
	}

}
