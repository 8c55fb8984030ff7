package io.asyncorm.oracle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.asyncorm.Orm;
import io.asyncorm.expression.Kw;
import io.asyncorm.query.Many;
import io.asyncorm.query.QuerySet;
import io.asyncorm.query.SetOption;
import io.asyncorm.query.ThroughDefaults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Django's methods of related managers on those of the API. What Django gives no result
 * of has none here.
 */
final class RelatedCalls {

	static final String THROUGH = "through_defaults";

	private final CaseSession session;

	RelatedCalls(CaseSession session) {
		this.session = session;
	}

	/** Whether a method is one that only related managers have. */
	static boolean isCalled(Call call) {
		return switch (call.method()) {
			case "add", "remove", "clear", "set", "create" -> true;
			default -> false;
		};
	}

	<T> @Nullable Object call(Many<T> many, Call call) {
		return switch (call.method()) {
			case "add" -> add(many, call);
			case "remove" -> remove(many, call);
			case "clear" -> clear(many, call);
			case "set" -> set(many, call);
			default -> create(many, call);
		};
	}

	private <T> @Nullable Object add(Many<T> many, Call call) {
		call.requireNamed(THROUGH, "bulk");
		ThroughDefaults defaults = defaults(call);
		if (isOneByOne(call)) {
			Orm.await(many.aadd(RelatedCalls.<T>typed(objects(call)), Orm.oneByOne()));
		}
		else if (defaults != null) {
			Orm.await(many.aadd(objects(call), defaults));
		}
		else {
			Orm.await(many.aadd(objects(call).toArray()));
		}
		return null;
	}

	private @Nullable Object remove(Many<?> many, Call call) {
		call.requireNamed("bulk");
		Orm.await(many.aremove(objects(call).toArray()));
		return null;
	}

	private static @Nullable Object clear(Many<?> many, Call call) {
		call.requireOnly("bulk");
		Orm.await(many.aclear());
		return null;
	}

	@SuppressWarnings("unchecked") // whether the query set is of the right model is for
									// the API to say
	private <T> @Nullable Object set(Many<T> many, Call call) {
		call.requireNamed(THROUGH, "bulk", "clear");
		List<SetOption> chosen = new ArrayList<>();
		ThroughDefaults defaults = defaults(call);
		if (defaults != null) {
			chosen.add(defaults);
		}
		if (call.flag("clear")) {
			chosen.add(Orm.clear());
		}
		SetOption[] options = chosen.toArray(SetOption[]::new);
		Object objects = this.session.nodes().argument(call.argument(0));
		if (objects instanceof QuerySet<?> query) {
			Orm.await(many.aset((QuerySet<T>) query, options));
		}
		else if (!(objects instanceof Collection<?> collection)) {
			throw new DoesNotCompile("set() of " + call.argument(0));
		}
		else if (isOneByOne(call)) {
			Orm.await(many.aset(RelatedCalls.<T>typed(collection), Orm.oneByOne(), options));
		}
		else {
			Orm.await(many.aset(collection, options));
		}
		return null;
	}

	private Object create(Many<?> many, Call call) {
		call.requireNoPositional();
		ThroughDefaults defaults = defaults(call);
		Kw values = Kw.empty();
		if (call.named() != null) {
			for (var entry : call.named().properties()) {
				values = entry.getKey().equals(THROUGH) ? values
						: values.and(entry.getKey(), this.session.nodes().argument(entry.getValue()));
			}
		}
		return (defaults != null) ? Orm.await(many.acreate(values, defaults)) : Orm.await(many.acreate(values));
	}

	/** The values for the rows of the join table; null if there are none. */
	@Nullable ThroughDefaults defaults(Call call) {
		JsonNode defaults = (call.named() != null) ? call.named().get(THROUGH) : null;
		return (defaults != null) ? new ThroughDefaults(this.session.nodes().arguments(defaults)) : null;
	}

	/** Objects, references or keys. */
	private List<@Nullable Object> objects(Call call) {
		List<@Nullable Object> objects = new ArrayList<>();
		if (call.positional() != null) {
			call.positional().forEach((node) -> objects.add(this.session.nodes().argument(node)));
		}
		return objects;
	}

	@SuppressWarnings("unchecked") // of which model they are is for the API to say
	private static <T> Collection<T> typed(Collection<?> objects) {
		return (Collection<T>) objects;
	}

	private static boolean isOneByOne(Call call) {
		return call.named() != null && call.named().has("bulk") && !call.flag("bulk");
	}

}
