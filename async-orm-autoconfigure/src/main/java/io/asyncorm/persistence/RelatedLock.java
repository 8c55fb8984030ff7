package io.asyncorm.persistence;

import java.util.stream.Collectors;

import io.asyncorm.model.ModelField;
import io.asyncorm.plan.RelatedRows;

/**
 * The lock under which those wait for each other that change what is related to the same
 * object.
 */
final class RelatedLock {

	private RelatedLock() {
	}

	static UpsertLock of(RelatedRows related) {
		String columns = related.ownerField()
			.columns()
			.stream()
			.map(ModelField::column)
			.collect(Collectors.joining(", "));
		return new UpsertLock(
				related.ownerField().model().table() + " by " + columns + " of " + related.owner().value());
	}

}
