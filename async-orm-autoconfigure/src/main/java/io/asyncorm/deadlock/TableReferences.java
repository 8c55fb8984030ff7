package io.asyncorm.deadlock;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.asyncorm.deadlock.LockingSql.Kind;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.model.ModelRegistry;

/**
 * Which tables refer to which: a row that refers to another shares a lock of that one.
 *
 * @param targets the tables that a table refers to, by its name
 */
record TableReferences(Map<String, Set<String>> targets) {

	static TableReferences of(ModelRegistry models) {
		return new TableReferences(Stream.concat(models.models().stream(), models.joinTables().stream())
			.collect(Collectors.toMap((model) -> model.table(), TableReferences::targets, (one, other) -> {
				one.addAll(other);
				return one;
			})));
	}

	private static Set<String> targets(ModelMetadata<?> model) {
		return model.foreignKeys()
			.stream()
			.map(ModelField::target)
			.flatMap(Stream::ofNullable)
			.map((target) -> target.model().table())
			.collect(Collectors.toSet());
	}

	/** The tables that some statements make rows refer to. */
	LockingSql targetsOf(List<LockStatement> writing) {
		return new LockingSql(Kind.SHARE,
				writing.stream()
					.flatMap((statement) -> statement.locking().tables().stream())
					.flatMap((table) -> this.targets.getOrDefault(table, Set.of()).stream())
					.collect(Collectors.toSet()));
	}

	boolean refers(LockingSql child, LockingSql parent) {
		return child.tables()
			.stream()
			.anyMatch(
					(table) -> this.targets.getOrDefault(table, Set.of()).stream().anyMatch(parent.tables()::contains));
	}

	boolean areRelated(LockingSql one, LockingSql other) {
		return refers(one, other) || refers(other, one) || haveSameTarget(one, other);
	}

	private boolean haveSameTarget(LockingSql one, LockingSql other) {
		return one.tables()
			.stream()
			.flatMap((table) -> this.targets.getOrDefault(table, Set.of()).stream())
			.anyMatch((target) -> other.tables()
				.stream()
				.anyMatch((table) -> this.targets.getOrDefault(table, Set.of()).contains(target)));
	}

}
