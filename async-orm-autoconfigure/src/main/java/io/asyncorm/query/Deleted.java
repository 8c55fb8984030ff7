package io.asyncorm.query;

import java.util.Map;

/**
 * The result of {@code adelete()}: how many rows were deleted.
 *
 * @param count rows in all, those of cascades among them
 * @param perModel rows by the model's name
 * @since 0.1.0
 */
public record Deleted(long count, Map<String, Long> perModel) {

	public Deleted {
		perModel = Map.copyOf(perModel);
	}

}
