package io.asyncorm.scale;

import java.util.List;
import java.util.stream.Stream;

/**
 * All that the shop does with its database.
 */
final class ShopOperations {

	private ShopOperations() {
	}

	static List<ShopOperation> all() {
		return Stream
			.of(ReadOperations.all(), JoinOperations.all(), AggregateOperations.all(), CombinedOperations.all(),
					WriteOperations.all(), UpsertOperations.all(), TransactionOperations.all())
			.flatMap(List::stream)
			.toList();
	}

}
