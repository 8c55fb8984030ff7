package io.asyncorm.persistence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.asyncorm.compiler.Extraction;
import io.asyncorm.compiler.Parameterized;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.CompositeKey;
import io.asyncorm.model.ModelField;
import io.asyncorm.plan.Operation;
import io.asyncorm.plan.Operation.Change;
import io.asyncorm.plan.UpsertKeys;
import org.jspecify.annotations.Nullable;

/**
 * The statement templates of upserts. Those that write no more than values are known by
 * their columns, so that a call makes no query: its values are all that it adds. Safe for
 * use by several threads.
 */
final class UpsertTemplates {

	/**
	 * Programs that make keywords of input have more: those are divided for each call.
	 */
	private static final int MOST = 1_000;

	private final Map<List<@Nullable Object>, WriteTemplate<Write.Upsert>> known = new ConcurrentHashMap<>();

	/**
	 * Divides an upsert into its template and its values.
	 * @param key the fields of the unique key
	 */
	Parameterized<WriteTemplate<Write.Upsert>> of(Operation.Upsert<?, ?> operation, List<ModelField> key,
			Extraction extraction) {
		List<Change> changes = operation.changes();
		List<Change> written = (changes != null) ? changes : List.of();
		if (operation.model().tenantField() != null) {
			return divided(operation, key, extraction);
		}
		List<@Nullable Object> columns = columns(changes == null, operation.lookup(), written, operation.insert());
		if (columns == null) {
			return divided(operation, key, extraction);
		}
		WriteTemplate<Write.Upsert> template = this.known.get(columns);
		if (template == null) {
			Parameterized<WriteTemplate<Write.Upsert>> divided = divided(operation, key, extraction);
			if (this.known.size() >= MOST) {
				return divided;
			}
			WriteTemplate<Write.Upsert> other = this.known.putIfAbsent(columns, divided.template());
			template = (other != null) ? other : divided.template();
		}
		return new Parameterized<>(template, values(operation.lookup(), written, operation.insert()));
	}

	private static Parameterized<WriteTemplate<Write.Upsert>> divided(Operation.Upsert<?, ?> operation,
			List<ModelField> key, Extraction extraction) {
		Write.Upsert upsert = new Write.Upsert(UpsertKeys.rows(operation.model(), operation.lookup()),
				operation.changes(), operation.insert(), key);
		Parameterized<Write.Upsert> divided = ParameterizedWrites.ofUpsert(upsert, extraction);
		return new Parameterized<>(new WriteTemplate<>(divided.template()), divided.values());
	}

	/** The columns and the types of the values; null if a value is computed. */
	@SafeVarargs
	private static @Nullable List<@Nullable Object> columns(boolean reading, List<Change>... parts) {
		@Nullable Object[] columns = new Object[1 + parts.length + 2 * size(parts)];
		int next = 0;
		columns[next++] = reading;
		for (List<Change> part : parts) {
			columns[next++] = part.size();
			for (Change change : part) {
				if (!(change.value() instanceof Expression.Value value) || !isPlain(value)) {
					return null;
				}
				columns[next++] = change.field();
				columns[next++] = value.type();
			}
		}
		return Arrays.asList(columns);
	}

	/** Whether it is one value of the statement, whatever it is. */
	private static boolean isPlain(Expression.Value value) {
		return !value.array() && value.type() != null && value.type() != Object.class
				&& value.type() != CompositeKey.class;
	}

	/** The values in the order of the slots. */
	@SafeVarargs
	private static List<@Nullable Object> values(List<Change>... parts) {
		List<@Nullable Object> values = new ArrayList<>(size(parts));
		for (List<Change> part : parts) {
			for (Change change : part) {
				values.add(change.constant());
			}
		}
		return values;
	}

	@SafeVarargs
	private static int size(List<Change>... parts) {
		int size = 0;
		for (List<Change> part : parts) {
			size += part.size();
		}
		return size;
	}

}
