package io.asyncorm.diagnostics;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRelation;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Prefetches;
import io.asyncorm.plan.QueryState;
import org.jspecify.annotations.Nullable;

/**
 * What is said of N+1 queries: what is read one by one, by which line of code, and what
 * to call instead.
 *
 * @param operation one of the reads
 * @param read its statement
 * @param relation the relation that is read; null if none is
 * @param origin the list whose objects it is read for; null if that is not known
 * @param line the line of code that called
 */
record NPlusOneReport(Operation<?> operation, RepeatableRead read, @Nullable ModelRelation relation,
		@Nullable ReadOrigin origin, StackTraceElement line) {

	String message() {
		return (this.relation != null) ? ofRelation(this.relation) : ofStatement();
	}

	private String ofRelation(ModelRelation relation) {
		return "N+1 queries: '" + relation + "' is read one by one, by '" + this.operation.name() + "' at " + this.line
				+ ". Read it together with the objects" + list() + ": " + relationMend(relation) + ".";
	}

	private String list() {
		if (this.origin == null) {
			return "";
		}
		StackTraceElement line = this.origin.line();
		return " of '" + this.origin.operation().name() + "'" + ((line != null) ? " at " + line : "");
	}

	private String relationMend(ModelRelation relation) {
		Path path = path(relation);
		String prefetch = "\"" + path.name + "\"";
		if (relation.toMany() && isNarrowed()) {
			prefetch = "Prefetch.of(" + prefetch + ").querySet(...)";
		}
		Stream<String> mends = Stream.of((path.joined && !relation.toMany()) ? "selectRelated(" + prefetch + ")" : "",
				"prefetchRelated(" + prefetch + ")",
				(this.operation instanceof Operation.Count) ? "annotate(\"count\", count(\"" + path.name + "\"))" : "");
		return "add " + mends.filter((mend) -> !mend.isEmpty()).collect(Collectors.joining(" or "))
				+ " to their query set";
	}

	/** Whether only some of the related objects are wanted, or not the objects. */
	private boolean isNarrowed() {
		return switch (this.operation) {
			case Operation.Read<?, ?> read -> read.state().filters().size() > 1 || read.state().isSliced();
			case Operation.Count count -> count.state().filters().size() > 1;
			case Operation.Exists exists -> exists.state().filters().size() > 1;
			default -> false;
		};
	}

	/** The relation as seen from the objects of the list. */
	private Path path(ModelRelation relation) {
		QueryState state = (this.origin != null && this.origin.operation() instanceof Operation.Read<?, ?> read)
				? read.state() : null;
		if (state == null || state.model() == relation.source()) {
			return new Path(relation.name(), true);
		}
		if (state.selection() instanceof QueryState.Instances instances) {
			for (List<ModelRelation> related : instances.related()) {
				if (related.get(related.size() - 1).target() == relation.source()) {
					return new Path(name(related, relation), true);
				}
			}
		}
		List<ModelRelation> prefetched = find(state.prefetches(), relation.source(), List.of());
		return (prefetched != null) ? new Path(name(prefetched, relation), false) : new Path(relation.name(), true);
	}

	private static @Nullable List<ModelRelation> find(Prefetches prefetches, ModelMetadata<?> model,
			List<ModelRelation> path) {
		for (Prefetches.Branch branch : prefetches.branches()) {
			List<ModelRelation> longer = new ArrayList<>(path);
			longer.add(branch.relation());
			List<ModelRelation> found = (branch.relation().target() == model) ? longer
					: find(branch.nested(), model, longer);
			if (found != null) {
				return found;
			}
		}
		return null;
	}

	private static String name(List<ModelRelation> path, ModelRelation last) {
		return Stream.concat(path.stream(), Stream.of(last)).map(ModelRelation::name).collect(Collectors.joining("__"));
	}

	private String ofStatement() {
		List<ModelField> fields = this.read.fields();
		String differing = (fields.size() == 1) ? " differ only in the value of '" + fields.get(0).name() + "'"
				: " differ only in what fields are equal to";
		return "N+1 queries: '" + this.operation.name() + "' at " + this.line + " reads one by one: the queries"
				+ differing + ". " + statementMend() + ".";
	}

	private String statementMend() {
		if (this.operation instanceof Operation.Sql<?>) {
			return "Read all of them by one statement";
		}
		List<ModelField> fields = this.read.fields();
		if (fields.size() != 1) {
			return "Read all of them by one query, with '__in'";
		}
		ModelField field = fields.get(0);
		String filter = "filter(\"" + field.name() + "__in\", values)";
		if (!(this.operation instanceof Operation.Read<?, ?>)) {
			return "Read all of them by one query: " + filter + ".values(\"" + field.name()
					+ "\").annotate(...) gives a row for each value";
		}
		return "Read all of them by one query: " + (field.isKey() ? "ainBulk(keys)"
				: field.unique() ? "ainBulk(\"" + field.name() + "\", values)" : filter);
	}

	/**
	 * @param name the relations from the objects of the list, joined by underscores
	 * @param joined whether it can be selected by a join
	 */
	private record Path(String name, boolean joined) {
	}

}
