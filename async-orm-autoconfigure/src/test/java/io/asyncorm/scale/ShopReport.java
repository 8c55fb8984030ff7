package io.asyncorm.scale;

import java.util.List;

/**
 * How all operations of the shop went on an engine.
 *
 * @param engine which one
 * @param note what is to be known besides; empty if nothing is
 * @param outcomes one for each operation, in order
 */
record ShopReport(ShopEngine engine, String note, List<Outcome> outcomes) {

	/**
	 * Tries everything.
	 * @throws org.opentest4j.TestAbortedException if the engine is not installed here
	 */
	static ShopReport of(ShopEngine engine) throws Exception {
		try (OpenShop shop = engine.open()) {
			List<Outcome> outcomes = ShopOperations.all().stream().map(shop::tryOut).toList();
			return new ShopReport(engine, shop.note(), outcomes);
		}
	}

	/** Each operation that does not work, with what it failed with. */
	List<String> failures() {
		return this.outcomes.stream().filter((outcome) -> !outcome.works()).map(Outcome::toString).toList();
	}

	/** Whether more of it does not work than is known of the engine. */
	boolean isWorseThanKnown() {
		return this.outcomes.isEmpty() || failures().size() > this.engine.knownFailures();
	}

	/** The row of the table. */
	String row() {
		return "| %s | %d of %d | %s |".formatted(this.engine, this.outcomes.size() - failures().size(),
				this.outcomes.size(), failures().stream().findFirst().orElse(this.note));
	}

}
