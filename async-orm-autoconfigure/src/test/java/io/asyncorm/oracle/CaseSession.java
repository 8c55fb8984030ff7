package io.asyncorm.oracle;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.queryset.QuerySets;
import org.jspecify.annotations.Nullable;

/**
 * What lives as long as one case: the variables of its script, and what it has read.
 */
final class CaseSession {

	private final OracleDatabase database;

	private final Nodes nodes = new Nodes(this);

	private final Chains chains = new Chains(this);

	private final Terminals terminals = new Terminals(this);

	private final Prefetching prefetching = new Prefetching(this);

	private final Attributes attributes = new Attributes(this::querySets, this.prefetching);

	private final Map<String, @Nullable Object> variables = new HashMap<>();

	private final QuerySets querySets;

	/**
	 * @param timeZone the current time zone; null for the database's
	 */
	CaseSession(OracleDatabase database, @Nullable String timeZone) {
		this.database = database;
		this.querySets = (timeZone != null) ? database.querySets().seenIn(ZoneId.of(timeZone)) : database.querySets();
	}

	OracleDatabase database() {
		return this.database;
	}

	QuerySets querySets() {
		return this.querySets;
	}

	Nodes nodes() {
		return this.nodes;
	}

	Chains chains() {
		return this.chains;
	}

	Terminals terminals() {
		return this.terminals;
	}

	Prefetching prefetching() {
		return this.prefetching;
	}

	Attributes attributes() {
		return this.attributes;
	}

	/** Keeps a value: objects as instances, whose newest state it then is. */
	void let(String name, @Nullable Object value) {
		this.variables.put(name, Instance.wrap(value));
	}

	/** A variable, an element of a list in one, or an attribute of an instance. */
	@Nullable Object variable(String path) {
		String[] segments = path.split("\\.");
		if (!this.variables.containsKey(segments[0])) {
			throw new NotExpressible("there is no variable " + segments[0]);
		}
		Object value = this.variables.get(segments[0]);
		for (int i = 1; i < segments.length; i++) {
			value = (value instanceof List<?> list) ? list.get(Integer.parseInt(segments[i]))
					: this.attributes.read(value, segments[i]);
		}
		return value;
	}

}
