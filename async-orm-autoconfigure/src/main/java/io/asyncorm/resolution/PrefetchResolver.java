package io.asyncorm.resolution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.Step;
import io.asyncorm.model.FieldException;
import io.asyncorm.model.MessageText;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Names;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.Prefetch;
import io.asyncorm.query.QueryAccess;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.util.Assert;

/**
 * Resolves the arguments of {@code prefetchRelated()} to a tree of relations. Pure
 * functions.
 *
 * @since 0.1.0
 */
public final class PrefetchResolver {

	private PrefetchResolver() {
	}

	public static List<Prefetch> all(Prefetch first, Prefetch... more) {
		List<Prefetch> all = new ArrayList<>();
		all.add(first);
		Assert.notNull(more, "'more' must not be null");
		all.addAll(Arrays.asList(more));
		return all;
	}

	/** Adds prefetches to those that a query set has. */
	public static QueryState prefetch(QueryState state, @Nullable String @Nullable [] lookups) {
		if (lookups == null || lookups.length == 1 && lookups[0] == null) {
			Combinations.requireNone(state, "prefetchRelated");
			return state.mutate().withoutPrefetches().build();
		}
		return prefetch(state, Names.of("prefetchRelated", lookups).stream().map(Prefetch::of).toList());
	}

	public static QueryState prefetch(QueryState state, List<Prefetch> prefetches) {
		Combinations.requireNone(state, "prefetchRelated");
		Prefetches all = state.prefetches();
		for (Prefetch prefetch : prefetches) {
			all = add(all, state.model(), true, prefetch);
			String attribute = QueryAccess.attribute(prefetch);
			if (attribute != null
					&& state.annotations().stream().anyMatch((other) -> Names.same(other.name(), attribute))) {
				throw new FieldException("The attribute '" + MessageText.name(attribute) + "' of prefetchRelated(\""
						+ name(prefetch) + "\") conflicts with an annotation: give one of them another name");
			}
		}
		return state.mutate().prefetches(all).build();
	}

	/** The tree of lookups that go out from objects, which have no attributes. */
	public static Prefetches ofObjects(ModelMetadata<?> model, List<Prefetch> prefetches) {
		Prefetches all = Prefetches.NONE;
		for (Prefetch prefetch : prefetches) {
			all = add(all, model, false, prefetch);
		}
		return all;
	}

	private static Prefetches add(Prefetches tree, ModelMetadata<?> model, boolean rows, Prefetch prefetch) {
		List<Step> path = ExpressionAccess.steps(QueryAccess.lookup(prefetch));
		FieldPath.requireHops(path.size(), model, path);
		return add(tree, model, rows, path, prefetch);
	}

	private static Prefetches add(Prefetches tree, ModelMetadata<?> model, boolean rows, List<Step> path,
			Prefetch prefetch) {
		boolean last = path.size() == 1;
		String attribute = last ? QueryAccess.attribute(prefetch) : null;
		Prefetches.Branch branch = tree.find((attribute != null) ? attribute : FieldPath.text(path.get(0)));
		if (branch == null) {
			ModelRelation relation = FieldPath.relation(model, path.get(0), (any) -> true,
					"prefetchRelated(\"" + name(prefetch) + "\")", "to other objects");
			if (attribute != null) {
				requireAttribute(model, attribute, rows, prefetch);
			}
			else {
				requireProperty(relation, prefetch);
			}
			branch = last ? branch(relation, prefetch)
					: new Prefetches.Branch(relation.name(), relation, false, null, Prefetches.NONE);
		}
		else if (last && QueryAccess.querySet(prefetch) != null) {
			throw new InvalidDataAccessApiUsageException("'" + name(prefetch) + "' is prefetched already, without"
					+ " this query set: name it only once, and before the lookups that lead over it");
		}
		if (!last) {
			Prefetches nested = add(branch.nested(), branch.relation().target(), branch.givesRows(),
					path.subList(1, path.size()), prefetch);
			branch = new Prefetches.Branch(branch.name(), branch.relation(), branch.attribute(), branch.source(),
					nested);
		}
		return with(tree, branch);
	}

	/** In the place of the branch of the same name, or behind all others. */
	private static Prefetches with(Prefetches tree, Prefetches.Branch branch) {
		List<Prefetches.Branch> branches = new ArrayList<>(tree.branches());
		Prefetches.Branch former = tree.find(branch.name());
		if (former != null) {
			branches.set(branches.indexOf(former), branch);
		}
		else {
			branches.add(branch);
		}
		return new Prefetches(branches);
	}

	private static Prefetches.Branch branch(ModelRelation relation, Prefetch prefetch) {
		String attribute = QueryAccess.attribute(prefetch);
		Prefetches.Source source = source(relation, prefetch);
		if (source != null && source.rows() && attribute == null) {
			throw new InvalidDataAccessApiUsageException("prefetchRelated(\"" + name(prefetch) + "\") was given a"
					+ " query set of rows, which the relation cannot hold: give them an attribute with toAttr()");
		}
		Prefetches nested = (source != null) ? source.state().prefetches() : Prefetches.NONE;
		QuerySize.requirePrefetches(nested);
		return new Prefetches.Branch((attribute != null) ? attribute : relation.name(), relation, attribute != null,
				source, nested);
	}

	private static Prefetches.@Nullable Source source(ModelRelation relation, Prefetch prefetch) {
		ValuesQuerySet<?, ?> querySet = QueryAccess.querySet(prefetch);
		if (querySet == null) {
			return null;
		}
		Prefetches.Source source = QueryStateHolder.of(querySet).prefetchSource();
		if (source == null) {
			throw new InvalidDataAccessApiUsageException("prefetchRelated(\"" + name(prefetch)
					+ "\") was given a query set of values: objects or rows can be prefetched, not values()");
		}
		Combinations.requireNone(source.state(), "prefetchRelated");
		OneDatabase.require(QueryState.of(relation.target()), source.state());
		if (source.state().model() != relation.target()) {
			throw new FieldException("prefetchRelated(\"" + name(prefetch) + "\") leads to '" + relation.target().name()
					+ "', but was given a query set of '" + source.state().model().name() + "'");
		}
		if (source.state().isSliced() && source.state().isDistinctOn()) {
			throw new InvalidDataAccessApiUsageException("prefetchRelated(\"" + name(prefetch) + "\") was given a"
					+ " slice of what distinct(fields) picks, which cannot be cut for each object: leave one of them out");
		}
		if (!source.rows()) {
			requireNoAttribute(source.state().prefetches());
		}
		return source;
	}

	/** Checks that a model has a property for the prefetched objects. */
	private static void requireProperty(ModelRelation relation, Prefetch prefetch) {
		if (!relation.declared()) {
			String type = (relation.toMany() ? "Many<" : "One<") + relation.target().name() + ">";
			throw new FieldException("prefetchRelated(\"" + name(prefetch) + "\") has no place for what it reads: '"
					+ relation.source().name() + "' has no property '" + relation.name() + "'. Declare it as " + type
					+ ", or use Prefetch.of(\"" + name(prefetch) + "\").toAttr(...) with rows()");
		}
	}

	private static void requireAttribute(ModelMetadata<?> model, String attribute, boolean rows, Prefetch prefetch) {
		Names.requireAlias(attribute);
		if (model.findField(attribute) != null || model.findRelation(attribute) != null) {
			throw new FieldException("The attribute '" + MessageText.name(attribute) + "' of prefetchRelated(\""
					+ name(prefetch) + "\") conflicts with a field of '" + model.name()
					+ "': give it another name with toAttr()");
		}
		if (!rows) {
			throw new InvalidDataAccessApiUsageException("The attribute '" + MessageText.name(attribute)
					+ "' of prefetchRelated(\"" + name(prefetch) + "\") needs rows to stand in, and not objects of '"
					+ model.name()
					+ "': prefetch these by a query set that has the attribute and ends with rows(), with toAttr()");
		}
	}

	/** Refuses attributes for a query set of objects: they need rows. */
	public static void requireNoAttribute(Prefetches prefetches) {
		String attribute = prefetches.attribute();
		if (attribute != null) {
			throw new InvalidDataAccessApiUsageException("'" + MessageText.name(attribute)
					+ "' is an attribute of rows, and objects have none: call rows() on the query set that has it");
		}
	}

	/** The lookup, for messages. */
	private static String name(Prefetch prefetch) {
		return MessageText.name(QueryAccess.lookup(prefetch));
	}

}
