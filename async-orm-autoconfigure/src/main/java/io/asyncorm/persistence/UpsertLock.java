package io.asyncorm.persistence;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

import io.asyncorm.type.ColumnType;
import io.asyncorm.expression.Expression;
import io.asyncorm.model.ModelMetadata;
import io.asyncorm.plan.Operation;
import org.jspecify.annotations.Nullable;

/**
 * The name of the lock under which upserts with the same lookup wait for each other. It
 * is the same in every JVM, and does not depend on the order in which the parts of the
 * lookup were given. Parts that cannot be told apart reliably, such as a subquery or a
 * JSON document, are left out: then more upserts than necessary wait for each other, but
 * never fewer. Whose the rows are is left out, too, as it may be said by the lookup or by
 * the current tenant, and a lookup may be of all tenants; see {@link #ofTenant}.
 *
 * @param model whose rows are looked up
 * @param text what is locked
 * @since 0.1.0
 */
public record UpsertLock(ModelMetadata<?> model, String text) {

	/** The lock of a lookup. */
	public static UpsertLock of(Operation.Upsert<?, ?> upsert) {
		String filters = describeAll(upsert.state().filters(), " and ");
		return new UpsertLock(upsert.model(), upsert.model().table() + " where " + filters);
	}

	/**
	 * The same for the rows of one tenant, so that others do not wait for it. Only where
	 * nobody locks those of all tenants at once.
	 */
	public UpsertLock ofTenant(Object tenant) {
		return new UpsertLock(this.model, this.text + " of " + describe(tenant));
	}

	/** By the text alone: several models may have one table. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof UpsertLock lock && lock.text.equals(this.text);
	}

	@Override
	public int hashCode() {
		return this.text.hashCode();
	}

	/** The only value of the statement that takes the lock. */
	public List<@Nullable Object> values() {
		return List.of(number());
	}

	/** The number by which the database knows the lock. */
	public long number() {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(this.text.getBytes(StandardCharsets.UTF_8));
			return ByteBuffer.wrap(digest).getLong();
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	private static boolean isOfTenant(Expression part) {
		return part instanceof Expression.Test test && test.operand() instanceof Expression.Column column
				&& column.hops().isEmpty() && column.field() == column.field().model().tenantField();
	}

	private static String describeAll(List<Expression> parts, String separator) {
		List<Expression> flat = new ArrayList<>();
		parts.forEach((part) -> {
			if (separator.equals(" and ") && part instanceof Expression.And and) {
				flat.addAll(and.operands());
			}
			else {
				flat.add(part);
			}
		});
		flat.removeIf(UpsertLock::isOfTenant);
		return flat.stream().map(UpsertLock::describe).sorted().collect(Collectors.joining(separator, "(", ")"));
	}

	private static String describe(Expression expression) {
		return switch (expression) {
			case Expression.And and -> describeAll(and.operands(), " and ");
			case Expression.Or or -> describeAll(or.operands(), " or ");
			case Expression.Not not -> "not " + describe(not.operand());
			case Expression.IsNull isNull -> describe(isNull.operand()) + (isNull.missing() ? " null" : " not null");
			case Expression.Test test ->
				describe(test.operand()) + " " + test.lookup().name() + " " + describe(test.value());
			case Expression.Items items ->
				items.items().stream().map(UpsertLock::describe).collect(Collectors.joining(", ", "[", "]"));
			case Expression.Column column -> (column.hops().isEmpty() ? "" : column.hops()) + column.field().toString();
			case Expression.Value value -> describe(value.value());
			case Expression.Annotation annotation -> describe(annotation.value());
			case Expression.Arithmetic arithmetic ->
				"(" + describe(arithmetic.left()) + arithmetic.operator() + describe(arithmetic.right()) + ")";
			// whatever else there is, or will be: left out, the lock is only wider
			default -> "";
		};
	}

	private static String describe(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(UpsertLock::describe).sorted().collect(Collectors.joining(", ", "[", "]"));
		}
		if (value instanceof BigDecimal number) {
			return number.stripTrailingZeros().toPlainString();
		}
		if (value instanceof byte[] bytes) {
			return HexFormat.of().formatHex(bytes);
		}
		if (value instanceof Enum<?> constant) {
			return constant.name();
		}
		if (value == null) {
			return "null";
		}
		// quoted by length, so that no value can look like another part of the text
		String text = ColumnType.isSimple(value.getClass()) && !ColumnType.isArray(value.getClass()) ? value.toString()
				: "";
		return text.length() + ":" + text;
	}

}
