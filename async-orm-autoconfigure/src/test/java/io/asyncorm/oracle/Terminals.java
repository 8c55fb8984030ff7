package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import io.asyncorm.Orm;
import io.asyncorm.expression.Expression;
import io.asyncorm.expression.ExpressionAccess;
import io.asyncorm.expression.InsertDefaults;
import io.asyncorm.expression.Kw;
import io.asyncorm.expression.UpsertDefaults;
import io.asyncorm.model.ModelField;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.QueryStateHolder;
import io.asyncorm.query.AsyncIterable;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.RawQuerySet;
import io.asyncorm.query.Ref;
import io.asyncorm.query.ThroughDefaults;
import io.asyncorm.query.ValuesQuerySet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.NonTransientDataAccessException;

/**
 * Ends a chain: one branch for each of Django's methods that reach the database.
 */
final class Terminals {

	private final CaseSession session;

	private final RelatedCalls related;

	Terminals(CaseSession session) {
		this.session = session;
		this.related = new RelatedCalls(session);
	}

	/**
	 * What {@code {model or on, chain, terminal}} gives.
	 * @param rows whether objects come with their annotations
	 */
	@Nullable Object evaluate(JsonNode node, boolean rows) {
		Call call = Call.of(node.get("terminal"));
		RawQuerySet<?> raw = this.session.chains().raw(node);
		Object value = (raw != null) ? raw(raw, call, node)
				: evaluate(this.session.chains().query(node), call, node, rows);
		JsonNode model = node.get("model");
		return (model != null) ? ModelRow.wrap(OracleModels.named(model.stringValue()), value) : value;
	}

	private @Nullable Object evaluate(ValuesQuerySet<?, ?> query, Call call, JsonNode node, boolean rows) {
		return switch (call.method()) {
			case "list" -> all(withRows(query, rows), call);
			case "iterator" -> iterate(withRows(query, rows), call);
			case "get" -> get(withRows(query, rows), call);
			case "first" -> first(withRows(query, rows), call);
			case "index" -> index(withRows(query, rows), call);
			case "last" -> last(withRows(query, rows), call);
			case "latest" -> Orm.await(withRows(query, rows).alatest(call.texts()));
			case "earliest" -> Orm.await(withRows(query, rows).aearliest(call.texts()));
			case "count" -> count(query, call);
			case "exists" -> exists(query, call);
			case "aggregate" -> aggregate(query, call);
			case "explain" -> explain(query, call);
			case "sql" -> sql(query, call);
			case "in_bulk" -> inBulk(withRows(query, rows), call);
			case "contains" -> contains(objects(query, call), call);
			case "create" -> create(query, call);
			case "update" -> update(query, call);
			default -> write(objects(query, call), call);
		};
	}

	private @Nullable Object write(QuerySet<?> query, Call call) {
		if (query instanceof Many<?> many && RelatedCalls.isCalled(call)) {
			return this.related.call(many, call);
		}
		return switch (call.method()) {
			case "get_or_create" -> getOrCreate(query, call);
			case "update_or_create" -> updateOrCreate(query, call);
			case "bulk_create" -> new BulkCalls(this.session).create(query, call);
			case "bulk_update" -> new BulkCalls(this.session).update(query, call);
			case "delete" -> delete(query, call);
			default -> throw new NotExpressible("terminal " + call.method());
		};
	}

	private static ValuesQuerySet<?, ?> withRows(ValuesQuerySet<?, ?> query, boolean rows) {
		return (rows && query instanceof QuerySet<?> objects) ? objects.rows() : query;
	}

	private static QuerySet<?> objects(ValuesQuerySet<?, ?> query, Call call) {
		if (query instanceof QuerySet<?> objects) {
			return objects;
		}
		throw DoesNotCompile.call(ValuesQuerySet.class, call.method());
	}

	private static Object all(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		return Orm.await(query.alist());
	}

	private static Object iterate(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly("chunk_size");
		JsonNode chunkSize = (call.named() != null) ? call.named().get("chunk_size") : null;
		List<@Nullable Object> rows = new ArrayList<>();
		AsyncIterable<?> all = (chunkSize != null) ? query.aiterator(chunkSize.intValue()) : query.aiterator();
		Orm.await(all.forEach(rows::add));
		return rows;
	}

	private static @Nullable Object raw(RawQuerySet<?> query, Call call, JsonNode node) {
		List<?> rows = Chains.sliced(Orm.await(query.alist()), node);
		return switch (call.method()) {
			case "list" -> rows;
			case "index" -> rows.get(call.argument(0).intValue());
			default -> throw new NotExpressible("terminal " + call.method() + " of a raw query");
		};
	}

	private @Nullable Object get(ValuesQuerySet<?, ?> query, Call call) {
		ValuesQuerySet<?, ?> wanted = query;
		if (call.positional() != null || call.named() != null) {
			wanted = query.filter(this.session.nodes().expressions().conditions(call.positional(), call.named()));
		}
		return Orm.await(wanted.aget());
	}

	private static @Nullable Object first(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		Optional<?> first = Orm.await(query.afirst());
		return first.orElse(null);
	}

	private static @Nullable Object last(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		Optional<?> last = Orm.await(query.alast());
		return last.orElse(null);
	}

	private Object aggregate(ValuesQuerySet<?, ?> query, Call call) {
		NamedExpressions names = new NamedExpressions(this.session.nodes().expressions());
		return Orm.await(query.aaggregate(names.aggregates(call, this.session.nodes())));
	}

	/** Of a plan is only known whether there is one, and in which format. */
	private Object explain(ValuesQuerySet<?, ?> query, Call call) {
		String plan = Orm.await(query.aexplain(arguments(call)));
		return Map.of("text_nonempty", !plan.isEmpty(), "json", plan.startsWith("["));
	}

	/** The statement is the one that reading the rows sends. */
	private Object sql(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		try {
			Orm.await(query.alist());
		}
		catch (NonTransientDataAccessException ex) {
			// The statement is looked at, also if the server refuses it
			if (ex instanceof InvalidDataAccessApiUsageException) {
				throw ex;
			}
		}
		return this.session.database().sent().lock();
	}

	private Object inBulk(ValuesQuerySet<?, ?> query, Call call) {
		call.requireNamed("field_name");
		JsonNode field = (call.named() != null) ? call.named().get("field_name") : null;
		if (call.positional() == null || call.isNull()) {
			return (field != null) ? Orm.await(query.ainBulk(field.stringValue())) : Orm.await(query.ainBulk());
		}
		if (!(this.session.nodes().argument(call.argument(0)) instanceof Collection<?> keys)) {
			throw new NotExpressible("in_bulk of " + call.argument(0));
		}
		return (field != null) ? Orm.await(query.ainBulk(field.stringValue(), keys)) : Orm.await(query.ainBulk(keys));
	}

	@SuppressWarnings("unchecked") // whether it is one of its objects is for the query
									// set to say
	private <M> Object contains(QuerySet<M> query, Call call) {
		Object object = this.session.nodes().argument(call.argument(0));
		if (object instanceof Ref<?> ref) {
			object = Instance.unsaved(OracleModels.REGISTRY.require(ref.model()), Map.of("pk", ref.key())).object();
		}
		return Orm.await(query.acontains((@Nullable M) object));
	}

	/** The element at a position is the only one of the slice that holds just that. */
	private static @Nullable Object index(ValuesQuerySet<?, ?> query, Call call) {
		if (!call.argument(0).canConvertToInt()) {
			throw new DoesNotCompile("an index that is no whole number: " + call.argument(0));
		}
		int index = call.argument(0).intValue();
		return Orm.await(query.slice(index, index + 1).aget());
	}

	private static Object count(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		return Orm.await(query.acount());
	}

	private static Object exists(ValuesQuerySet<?, ?> query, Call call) {
		call.requireOnly();
		return Orm.await(query.aexists());
	}

	private @Nullable Object create(ValuesQuerySet<?, ?> query, Call call) {
		if (query instanceof Many<?> many) {
			return this.related.call(many, call);
		}
		return Orm.await(query.acreate(arguments(call)));
	}

	private Kw arguments(Call call) {
		call.requireNoPositional();
		return (call.named() != null) ? this.session.nodes().arguments(call.named()) : Kw.empty();
	}

	private Object getOrCreate(QuerySet<?> query, Call call) {
		ThroughDefaults through = this.related.defaults(call);
		return (query instanceof Many<?> many && through != null)
				? Orm.await(many.agetOrCreate(lookup(call), defaults(call), through))
				: Orm.await(query.agetOrCreate(lookup(call), defaults(call)));
	}

	private Object updateOrCreate(QuerySet<?> query, Call call) {
		JsonNode created = (call.named() != null) ? call.named().get("create_defaults") : null;
		ThroughDefaults through = this.related.defaults(call);
		if (query instanceof Many<?> many && through != null && created == null) {
			return Orm.await(many.aupdateOrCreate(lookup(call), defaults(call), through));
		}
		if (created == null) {
			return Orm.await(query.aupdateOrCreate(lookup(call), defaults(call)));
		}
		return Orm.await(query.aupdateOrCreate(lookup(call), defaults(call),
				InsertDefaults.of(this.session.nodes().arguments(created))));
	}

	private Kw lookup(Call call) {
		call.requireNoPositional();
		Kw lookup = Kw.empty();
		if (call.named() != null) {
			for (Map.Entry<String, JsonNode> entry : call.named().properties()) {
				if (!List.of("defaults", "create_defaults", RelatedCalls.THROUGH).contains(entry.getKey())) {
					lookup = lookup.and(entry.getKey(), this.session.nodes().argument(entry.getValue()));
				}
			}
		}
		return lookup;
	}

	private UpsertDefaults defaults(Call call) {
		JsonNode defaults = (call.named() != null) ? call.named().get("defaults") : null;
		return (defaults != null) ? UpsertDefaults.of(this.session.nodes().arguments(defaults)) : Orm.defaults();
	}

	/**
	 * Django takes an object of any model for a foreign key here, and of it the key, for
	 * which a Java user has to write the key: another model's object is refused.
	 */
	private Object update(ValuesQuerySet<?, ?> query, Call call) {
		ModelMetadata<?> model = QueryStateHolder.stateOf(query).model();
		Kw values = Kw.empty();
		for (Expression.Keyword value : ExpressionAccess.keywords(arguments(call))) {
			String name = ExpressionAccess.name(value);
			ModelField field = model.findField(name);
			boolean foreign = value.value() instanceof Ref<?> ref && field != null && field.relation() != null
					&& field.relation().target().type() != ref.model();
			values = values.and(name, foreign ? ((Ref<?>) Objects.requireNonNull(value.value())).key() : value.value());
		}
		return Orm.await(query.aupdate(values));
	}

	private static Object delete(QuerySet<?> query, Call call) {
		call.requireOnly();
		return Orm.await(query.adelete());
	}

}
