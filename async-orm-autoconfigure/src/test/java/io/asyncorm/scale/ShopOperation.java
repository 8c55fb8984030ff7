package io.asyncorm.scale;

/**
 * Something that a shop does with its database, and what is expected of it.
 *
 * @param name what it does, in words
 * @param reads whether it changes no rows of its shop, so that others may read them, too
 * @param body does it, and checks what came out
 */
record ShopOperation(String name, boolean reads, Body body) {

	static ShopOperation reads(String name, Body body) {
		return new ShopOperation(name, true, body);
	}

	static ShopOperation writes(String name, Body body) {
		return new ShopOperation(name, false, body);
	}

	@Override
	public String toString() {
		return this.name;
	}

	/** Fails with whatever is wrong. */
	@FunctionalInterface
	interface Body {

		void run(Shop shop) throws Exception;

	}

}
