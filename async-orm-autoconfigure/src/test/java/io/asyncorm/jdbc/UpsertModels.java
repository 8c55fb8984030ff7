package io.asyncorm.jdbc;

import io.asyncorm.model.Column;
import io.asyncorm.model.DatabaseDefault;
import io.asyncorm.model.Model;
import io.asyncorm.model.UniqueTogether;
import org.jspecify.annotations.Nullable;

/**
 * Models with and without a key that covers a lookup.
 */
final class UpsertModels {

	private UpsertModels() {
	}

	/** Its code is not null, so that a new row needs more than a change does. */
	@Model(uniqueTogether = @UniqueTogether({ "store", "sku" }))
	record Stock(@Nullable Long id, String store, String sku, String label, int amount) {
	}

	/** No key but its own. */
	@Model
	record Visit(@Nullable Long id, @Nullable String visitor, int times) {
	}

	/** Two keys, of which a lookup meets only one. */
	@Model
	record Account(@Nullable Long id, @Column(unique = true) String name,
			@Column(unique = true) @Nullable String email) {
	}

	/** Its table is partitioned by the tests. */
	@Model(table = "measure", uniqueTogether = @UniqueTogether({ "region", "code" }))
	record Measure(@DatabaseDefault("nextval('measure_ids')") @Nullable Long id, String region, String code,
			int reading) {
	}

}
