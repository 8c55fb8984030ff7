package io.asyncorm.resolution;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The values of a row that keyword arguments name, after the model's constructor has had
 * its say: what it normalises, such as a text that it trims, is normalised here as well.
 *
 * @param <M> the model
 * @param values the columns and their values
 * @param object what was constructed; null if it could not be
 * @param refusal why there can be no such row, as the constructor refuses the values;
 * null if it does not, or if not all values are known before they are stored
 * @param complete whether the constructor was given all that the row is going to hold
 * @since 0.1.0
 */
public record NewRow<M>(Map<ModelField, Expression> values, @Nullable M object, @Nullable RuntimeException refusal,
		boolean complete) {

	/** The values as changes. */
	public List<Operation.Change> changes() {
		return WriteValues.toChanges(this.values);
	}

	/**
	 * What the constructor made of the value of a field: differs from the one that was
	 * given if it was normalised.
	 */
	public Expression value(ModelField field, Expression given) {
		return this.values.getOrDefault(field, given);
	}

	/** The fields whose values the constructor has normalised. */
	public Set<ModelField> findNormalized(Map<ModelField, Expression> given) {
		Set<ModelField> normalized = Set.of();
		if (this.object != null) {
			for (Map.Entry<ModelField, Expression> each : given.entrySet()) {
				ModelField field = each.getKey();
				if (!field.isAutomatic() && !value(field, each.getValue()).equals(each.getValue())) {
					normalized = normalized.isEmpty() ? new HashSet<>() : normalized;
					normalized.add(field);
				}
			}
		}
		return normalized;
	}

	/** These values, as the constructor has normalised them. */
	public Map<ModelField, Expression> normalized(Map<ModelField, Expression> given) {
		for (Map.Entry<ModelField, Expression> each : given.entrySet()) {
			if (value(each.getKey(), each.getValue()) != each.getValue()) {
				Map<ModelField, Expression> normalized = new LinkedHashMap<>(given);
				normalized.replaceAll(this::value);
				return normalized;
			}
		}
		return given;
	}

}
