package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.asyncorm.model.ModelKeys;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.query.Deleted;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.Ref;
import io.asyncorm.query.UpdateOrCreate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Brings what the API returned into the form of an expected outcome: objects become keys,
 * or the values of the paths that are shown of them.
 */
final class Results {

	private final Attributes attributes;

	Results(Attributes attributes) {
		this.attributes = attributes;
	}

	@Nullable Object of(@Nullable Object value, @Nullable JsonNode show) {
		return switch (value) {
			case null -> null;
			case Optional<?> optional -> of(optional.orElse(null), show);
			case List<?> list -> {
				List<@Nullable Object> results = new ArrayList<>();
				list.forEach((element) -> results.add(of(element, show)));
				yield results;
			}
			case Map<?, ?> map -> {
				Map<@Nullable Object, @Nullable Object> results = new LinkedHashMap<>();
				map.forEach((key, element) -> results.put(of(key, null), of(element, show)));
				yield results;
			}
			case GetOrCreate<?> result -> List.of(Objects.requireNonNull(of(result.object(), show)), result.created());
			case UpdateOrCreate<?> result ->
				List.of(Objects.requireNonNull(of(result.object(), show)), result.created());
			case Deleted deleted -> List.of(deleted.count(), deleted.perModel());
			case ModelRow row -> (show != null) ? read(row, show) : row.key();
			case Ref<?> ref -> new ObjectKey(ref.model().getSimpleName(), ref.key());
			case Instance instance -> of(instance.object(), show);
			default -> object(value, show);
		};
	}

	private @Nullable Object object(Object value, @Nullable JsonNode show) {
		ModelMetadata<?> model = OracleModels.of(value);
		if (model == null) {
			return value;
		}
		return (show != null) ? read(value, show) : new ObjectKey(model.name(), ModelKeys.keyOf(value));
	}

	/** The values of paths. */
	List<@Nullable Object> read(@Nullable Object target, JsonNode paths) {
		return Arrays.asList(
				OracleCase.texts(paths).stream().map((path) -> of(this.attributes.read(target, path), null)).toArray());
	}

	/**
	 * An object as an expected outcome names it.
	 *
	 * @param model the model's name
	 * @param key the key; null if it was not saved
	 */
	record ObjectKey(String model, @Nullable Object key) {

		@Override
		public String toString() {
			return this.model + ":" + this.key;
		}

	}

}
