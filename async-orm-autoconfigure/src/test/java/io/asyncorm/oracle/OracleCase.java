package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A case as the oracle's file has it.
 *
 * @param node the whole line
 */
record OracleCase(JsonNode node) {

	/** Which count a case belongs to. */
	enum Group {

		/** Ours to match. */
		COUNTED,

		/** What Django does here looks like its own bug. */
		DEFECT,

		/** Shows only what Python leaves on an object, or how it calls functions. */
		PYTHON,

		/** A slip of Django's runtime: any error will do, and so will a result. */
		ACCIDENTAL

	}

	String id() {
		return this.node.get("id").stringValue();
	}

	String area() {
		return this.node.get("area").stringValue();
	}

	Group group() {
		if (flag("defect")) {
			return Group.DEFECT;
		}
		if (flag("python")) {
			return Group.PYTHON;
		}
		return this.node.path("expect").path("accidental").asBoolean(false) ? Group.ACCIDENTAL : Group.COUNTED;
	}

	boolean writes() {
		return flag("writes");
	}

	boolean autocommit() {
		return flag("autocommit");
	}

	boolean looseIds() {
		return flag("loose_ids");
	}

	/** Whether a list's positions count; only a case that says no is a multiset. */
	boolean ordered() {
		return this.node.path("ordered").asBoolean(true);
	}

	/** The current time zone while it runs; null for the usual one. */
	@Nullable String timeZoneName() {
		String name = this.node.path("tz").path("$tz").asString(this.node.path("tz").asString(""));
		return name.isEmpty() ? null : name;
	}

	@Nullable JsonNode locked() {
		return this.node.get("locked");
	}

	@Nullable JsonNode steps() {
		return this.node.get("steps");
	}

	JsonNode expect() {
		return this.node.get("expect");
	}

	int queries() {
		return this.node.path("queries").asInt(0);
	}

	/** The joins of Django's last SELECT; -1 if the case does not say. */
	int joins() {
		JsonNode shape = this.node.get("shape");
		return (shape != null) ? shape.path("inner_joins").asInt(0) + shape.path("left_joins").asInt(0) : -1;
	}

	private boolean flag(String name) {
		return this.node.path(name).asBoolean(false);
	}

	/** The texts of an array. */
	static List<String> texts(@Nullable JsonNode array) {
		List<String> texts = new ArrayList<>();
		if (array != null) {
			array.forEach((element) -> texts.add(text(element)));
		}
		return texts;
	}

	/** A text, where the API takes nothing else. */
	static String text(JsonNode node) {
		if (!node.isString()) {
			throw new NotExpressible("a text is wanted, not " + node);
		}
		return node.stringValue();
	}

}
