package io.asyncorm.oracle;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call of one of Django's methods: {@code [method, [positional...]?, {named...}?]}.
 *
 * @param method Django's name of it
 * @param positional the positional arguments; null if there are none
 * @param named the named arguments; null if there are none
 */
record Call(String method, @Nullable JsonNode positional, @Nullable JsonNode named) {

	static Call of(JsonNode node) {
		JsonNode positional = null;
		JsonNode named = null;
		for (int i = 1; i < node.size(); i++) {
			if (node.get(i).isArray()) {
				positional = node.get(i);
			}
			else {
				named = node.get(i);
			}
		}
		return new Call(node.get(0).stringValue(), positional, named);
	}

	/** The positional arguments, all of which are texts or null. */
	@Nullable String[] texts() {
		@Nullable String[] texts = new String[(this.positional != null) ? this.positional.size() : 0];
		for (int i = 0; i < texts.length; i++) {
			JsonNode text = argument(i);
			texts[i] = text.isNull() ? null : OracleCase.text(text);
		}
		return texts;
	}

	/** Whether its only argument is null. */
	boolean isNull() {
		return this.positional != null && this.positional.size() == 1 && this.positional.get(0).isNull();
	}

	/** A positional argument. */
	JsonNode argument(int index) {
		if (this.positional == null || this.positional.size() <= index) {
			throw new NotExpressible(this.method + " without argument " + index);
		}
		return this.positional.get(index);
	}

	boolean flag(String name) {
		return this.named != null && this.named.path(name).asBoolean(false);
	}

	/** Refuses positional arguments, and named ones other than these. */
	void requireOnly(String... names) {
		requireNoPositional();
		requireNamed(names);
	}

	void requireNoPositional() {
		if (this.positional != null && !this.positional.isEmpty()) {
			throw new NotExpressible(this.method + " with positional arguments " + this.positional);
		}
	}

	/** Refuses named arguments other than these. */
	void requireNamed(String... names) {
		if (this.named == null) {
			return;
		}
		for (Map.Entry<String, JsonNode> entry : this.named.properties()) {
			if (!List.of(names).contains(entry.getKey())) {
				throw new NotExpressible(this.method + " with " + entry);
			}
		}
	}

}
