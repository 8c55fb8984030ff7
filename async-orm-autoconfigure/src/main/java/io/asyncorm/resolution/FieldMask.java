package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * The fields that {@code only()} or {@code defer()} names, as a tree of models and
 * relations; Django's select mask.
 *
 * @since 0.1.0
 */
public final class FieldMask {

	private final ModelMetadata<?> model;

	private final Map<String, FieldMask> parts = new LinkedHashMap<>();

	private FieldMask(ModelMetadata<?> model) {
		this.model = model;
	}

	/**
	 * The mask of names such as {@code title} and {@code author__name}.
	 * @throws FieldException if one of them leads to no field
	 */
	public static FieldMask of(ModelMetadata<?> model, List<String> names) {
		FieldMask mask = new FieldMask(model);
		for (String name : names) {
			@Nullable FieldMask here = mask;
			List<Step> steps = ExpressionAccess.steps(name);
			FieldPath.requireHops(steps.size() - 1, model, steps);
			for (int i = 0; i < steps.size() && here != null; i++) {
				here = here.embedded(steps.subList(i, steps.size())) ? null
						: here.part(steps.get(i), i == steps.size() - 1);
			}
		}
		return mask;
	}

	/** Takes in names that lead into an embedded value; false if they do not. */
	private boolean embedded(List<Step> names) {
		ModelField field = (names.size() > 1) ? FieldPath.findField(this.model, names) : null;
		boolean part = field != null && field.parts().owner() != null;
		if (field != null && part) {
			this.parts.computeIfAbsent(field.name(), (any) -> new FieldMask(this.model));
		}
		return part;
	}

	private FieldMask part(Step name, boolean last) {
		ModelField field = FieldPath.findField(this.model, name);
		ModelRelation relation = (field != null) ? field.relation() : FieldPath.findRelation(this.model, name);
		if (relation == null && (field == null || !last)) {
			throw FieldException.unknown("name", FieldPath.text(name),
					"into a " + (last ? "field" : "relation") + " of '" + this.model.name() + "'",
					this.model.choices());
		}
		ModelMetadata<?> target = (relation != null) ? relation.target() : this.model;
		String key = (field != null) ? field.name() : Objects.requireNonNull(relation).name();
		return this.parts.computeIfAbsent(key, (any) -> new FieldMask(target));
	}

	/**
	 * The columns to load for {@code only()}, unresolved, by their names.
	 * @param related the relations of {@code selectRelated()}
	 */
	public List<QueryState.Named> only(List<List<ModelRelation>> related) {
		List<QueryState.Named> columns = new ArrayList<>();
		addLoaded(columns, List.of(), related, true);
		return columns;
	}

	/**
	 * The columns to load for {@code defer()}, unresolved, by their names.
	 * @param related the relations of {@code selectRelated()}
	 */
	public List<QueryState.Named> deferred(List<List<ModelRelation>> related) {
		List<QueryState.Named> columns = new ArrayList<>();
		addLoaded(columns, List.of(), related, false);
		return columns;
	}

	/**
	 * Fields that {@code only()} names over a relation are loaded without
	 * {@code selectRelated()}, too.
	 */
	private void addLoaded(List<QueryState.Named> columns, List<ModelRelation> path, List<List<ModelRelation>> related,
			boolean only) {
		for (ModelField field : this.model.fields()) {
			if (field.primaryKey() || isLoaded(field, only)) {
				columns.add(column(path, field));
			}
		}
		for (ModelRelation relation : this.model.relations()) {
			FieldMask part = this.parts.get(relation.name());
			List<ModelRelation> further = append(path, relation);
			boolean selected = related.contains(further);
			if (selected && !isLoaded(relation.name(), only)) {
				throw traversed(relation);
			}
			if (selected || only && part != null && !part.parts.isEmpty()) {
				orAllFields(part, relation).addLoaded(columns, further, related, only);
			}
		}
	}

	private static QueryState.Named column(List<ModelRelation> path, ModelField field) {
		List<Step> names = new ArrayList<>();
		path.forEach((relation) -> names.add(new Step.Named(relation.name())));
		names.addAll(ExpressionAccess.steps(field.parts().path()));
		return new QueryState.Named(FieldPath.text(names), new Expression.Reference(names));
	}

	/** Whether a column is loaded, by its own name or as one of several of a field. */
	private boolean isLoaded(ModelField field, boolean only) {
		boolean loaded = isLoaded(field.name(), only);
		for (ModelField composite : this.model.compositeFields()) {
			if (composite.columns().contains(field)) {
				boolean whole = isLoaded(composite.name(), only);
				loaded = only ? loaded || whole : loaded && whole;
			}
		}
		return loaded;
	}

	/**
	 * Whether a field is loaded; a relation that is named itself stands for all fields.
	 */
	private boolean isLoaded(String name, boolean only) {
		FieldMask part = this.parts.get(name);
		return only ? this.parts.isEmpty() || part != null : part == null || !part.parts.isEmpty();
	}

	private static FieldMask orAllFields(@Nullable FieldMask part, ModelRelation relation) {
		return (part != null) ? part : new FieldMask(relation.target());
	}

	private static List<ModelRelation> append(List<ModelRelation> path, ModelRelation relation) {
		List<ModelRelation> further = new ArrayList<>(path);
		further.add(relation);
		return further;
	}

	private static FieldException traversed(ModelRelation relation) {
		return new FieldException(
				"'" + relation + "' cannot be deferred and selected by selectRelated() at the same time: name it in"
						+ " only(), not in defer(), or leave it out of selectRelated()");
	}

}
