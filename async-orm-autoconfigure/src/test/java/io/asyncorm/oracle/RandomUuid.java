package io.asyncorm.oracle;

import java.util.UUID;
import java.util.function.Supplier;

/**
 * Gives a new UUID each time.
 */
public final class RandomUuid implements Supplier<UUID> {

	@Override
	public UUID get() {
		return UUID.randomUUID();
	}

}
