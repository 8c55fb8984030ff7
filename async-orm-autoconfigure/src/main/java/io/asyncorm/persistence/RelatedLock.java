package io.asyncorm.persistence;

import io.asyncorm.plan.RelatedRows;

/**
 * The lock under which those wait for each other that change what is related to the same
 * object.
 */
final class RelatedLock {

	private RelatedLock() {
	}

	static UpsertLock of(RelatedRows related) {
		return new UpsertLock(related.ownerField().model().table() + " by " + related.ownerField().column() + " of "
				+ related.owner().value());
	}

}
