package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

import io.asyncorm.expression.Expression;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.Hop;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.model.NamePath;
import io.asyncorm.model.QueryLimits;
import io.asyncorm.plan.Operands;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code author__name__icontains} resolved against a model: the field, the
 * joins to it, and the remaining names.
 *
 * @param hops the joins that lead to the field
 * @param field where it ends; for a relation, the column that holds the target's key
 * @param relation the relation that it ends with; null if it ends with an ordinary column
 * @param targetField the field by whose values the path stands for objects of its model,
 * as {@code author} and {@code author_id} do by their keys; null for {@code author__id},
 * which is a field like any other
 * @param relations every relation on the way
 * @param rest the remaining names: transforms and a lookup
 * @since 0.1.0
 */
public record FieldPath(List<Hop> hops, ModelField field, @Nullable ModelRelation relation,
		@Nullable ModelField targetField, List<ModelRelation> relations, List<Step> rest) {

	/**
	 * Walks as many names as are fields, at least one.
	 * @throws FieldException if the first name is none
	 */
	public static FieldPath walk(ModelMetadata<?> model, List<Step> names, List<String> further) {
		ModelField own = (names.size() == 1) ? findOnly(model, names.get(0)) : null;
		if (own != null) {
			return of(List.of(), own, null, List.of());
		}
		List<ModelRelation> relations = new ArrayList<>(2);
		ModelMetadata<?> here = model;
		ModelField field = null;
		int next = 0;
		while (next < names.size() && field == null) {
			ModelRelation relation = findRelation(here, names.get(next));
			if (relation != null) {
				relations.add(relation);
				here = relation.target();
			}
			else {
				field = findField(here, names.get(next));
				if (field == null) {
					break;
				}
				for (ModelField part = findPart(field, names, next + 1); part != null; next++) {
					field = part;
					part = findPart(field, names, next + 2);
				}
				ModelRelation followed = field.relation();
				if (followed != null && next + 1 < names.size() && leadsOn(followed.target(), names.get(next + 1))) {
					relations.add(followed);
					here = followed.target();
					field = null;
				}
			}
			next++;
		}
		if (next == 0) {
			List<String> choices = new ArrayList<>(model.choices());
			choices.addAll(further);
			throw FieldException.unknown("name", text(names.get(0)), "into a field of '" + model.name() + "'", choices);
		}
		requireHops(relations.size(), model, names);
		ModelRelation last = (field == null) ? relations.get(relations.size() - 1) : null;
		return of(relations, (field != null) ? field : Objects.requireNonNull(last).targetField(), last,
				names.subList(next, names.size()));
	}

	/**
	 * The field that a name alone stands for; null if it stands for a relation, or none.
	 */
	private static @Nullable ModelField findOnly(ModelMetadata<?> model, Step name) {
		return (findRelation(model, name) == null) ? findField(model, name) : null;
	}

	/**
	 * Checks how many relations are followed by names that are written as strings: what a
	 * caller can send. Each relation has one name.
	 */
	static void requireHops(int relations, ModelMetadata<?> model, List<Step> names) {
		if (relations > model.maxHops()) {
			long hops = names.subList(0, relations).stream().filter(Step.Named.class::isInstance).count();
			QueryLimits.requireHops((int) hops, model, text(names));
		}
	}

	/** The part of a composite field that the next name stands for; null if none. */
	private static @Nullable ModelField findPart(ModelField field, List<Step> names, int next) {
		if (!field.isComposite() || next >= names.size()) {
			return null;
		}
		ModelField part = switch (names.get(next)) {
			case Step.Named named -> field.parts().find(named.name());
			case Step.Accessor accessor -> field.parts().findByAccessor(accessor.method());
			case Step.Inverse inverse -> null;
		};
		if (part != null || field.isEmbedded()) {
			return part;
		}
		ModelField column = findField(field.model(), names.get(next));
		return (column != null && !column.isComposite() && field.columns().contains(column)) ? column : null;
	}

	/** Whether a name continues over a foreign key named by its column, as in Django. */
	private static boolean leadsOn(ModelMetadata<?> target, Step next) {
		return findRelation(target, next) != null || findField(target, next) != null;
	}

	private static FieldPath of(List<ModelRelation> relations, ModelField field, @Nullable ModelRelation last,
			List<Step> rest) {
		if (relations.isEmpty()) {
			return new FieldPath(List.of(), field, null, referred(field), List.of(), rest);
		}
		List<Hop> hops = new ArrayList<>(relations.size());
		relations.forEach((relation) -> hops.addAll(relation.hops()));
		Expression.Column column = Operands.trimmedColumn(hops, field, 0);
		return new FieldPath(column.hops(), column.field(), last, (last != null) ? last.targetField() : referred(field),
				List.copyOf(relations), rest);
	}

	/**
	 * What a foreign key refers to; null for any other field, also one of its columns.
	 */
	private static @Nullable ModelField referred(ModelField field) {
		return (field.relation() != null) ? field.target() : null;
	}

	/** The model at the end of the relations. */
	ModelMetadata<?> target() {
		return (this.relation != null) ? this.relation.target() : this.field.model();
	}

	static @Nullable ModelRelation findRelation(ModelMetadata<?> model, Step step) {
		return switch (step) {
			case Step.Named named -> model.findRelation(named.name());
			case Step.Accessor accessor -> {
				String property = model.findProperty(accessor.method());
				yield (property != null) ? model.findRelation(property) : null;
			}
			case Step.Inverse inverse -> inverse(model, inverse);
		};
	}

	private static ModelRelation inverse(ModelMetadata<?> model, Step.Inverse step) {
		for (ModelRelation relation : model.relations()) {
			ModelRelation forward = relation.inverse();
			if (forward != null && (forward.forward() || forward.kind() == ModelRelation.Kind.MANY_TO_MANY)
					&& forward.source().type() == step.model()
					&& forward.name().equals(forward.source().findProperty(step.method()))) {
				return relation;
			}
		}
		throw new FieldException("'" + step.model().getSimpleName() + "::" + step.method()
				+ "' is no foreign key or many-to-many relation to '" + model.name()
				+ "', so it has no reverse relation from there");
	}

	/**
	 * The model's own field that names stand for, of a composite one also each part
	 * ({@code key__sku}); null if they lead elsewhere.
	 */
	public static @Nullable ModelField findField(ModelMetadata<?> model, List<Step> names) {
		ModelField field = findField(model, names.get(0));
		for (int next = 1; field != null && next < names.size(); next++) {
			field = findPart(field, names, next);
		}
		return field;
	}

	/**
	 * The model's own field that names stand for.
	 * @param kind what the names are called in the message, such as {@code keyword}
	 * @throws FieldException with the choices, if they lead elsewhere
	 */
	public static ModelField requireField(ModelMetadata<?> model, List<Step> names, String kind) {
		ModelField field = findField(model, names);
		if (field == null) {
			throw FieldException.unknown(kind, text(names), "into a field of '" + model.name() + "'",
					model.fields().stream().map(ModelField::name).sorted().toList());
		}
		return field;
	}

	static @Nullable ModelField findField(ModelMetadata<?> model, Step step) {
		return switch (step) {
			case Step.Named named -> model.findField(named.name());
			case Step.Accessor accessor -> {
				String property = model.findProperty(accessor.method());
				yield (property != null) ? model.findField(property) : null;
			}
			case Step.Inverse inverse -> null;
		};
	}

	/**
	 * Resolves names that must all be relations of the required kind.
	 * @throws FieldException if one is not
	 */
	static List<ModelRelation> relations(ModelMetadata<?> model, List<Step> names, Predicate<ModelRelation> wanted,
			String call, String leading) {
		List<ModelRelation> relations = new ArrayList<>(names.size());
		ModelMetadata<?> here = model;
		for (Step name : names) {
			ModelRelation relation = relation(here, name, wanted, call, leading);
			relations.add(relation);
			here = relation.target();
		}
		requireHops(relations.size(), model, names);
		return relations;
	}

	/**
	 * The relation of a name.
	 * @param call where the name stands, for the message
	 * @param leading where the relation must lead, for the message
	 * @throws FieldException if it is no relation of the kind that is wanted
	 */
	public static ModelRelation relation(ModelMetadata<?> model, Step name, Predicate<ModelRelation> wanted,
			String call, String leading) {
		ModelRelation relation = findRelation(model, name);
		if (relation == null || !wanted.test(relation)) {
			throw FieldException.unknown("relation", text(name),
					"in " + call + ": it must lead from '" + model.name() + "' " + leading,
					model.relations().stream().filter(wanted).map(ModelRelation::name).sorted().toList());
		}
		return relation;
	}

	/** A step as the user wrote it. */
	public static String text(Step step) {
		return switch (step) {
			case Step.Named named -> named.name();
			case Step.Accessor accessor -> accessor.method();
			case Step.Inverse inverse -> inverse.model().getSimpleName() + "::" + inverse.method();
		};
	}

	/** Names as the user wrote them, to be quoted in messages. */
	public static String quoted(List<Step> names) {
		return MessageText.name(text(names));
	}

	/** Names as the user wrote them. */
	public static String text(List<Step> names) {
		return NamePath.join(names, FieldPath::text);
	}

}
