package io.asyncorm.badinput;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.zaxxer.hikari.HikariDataSource;
import io.asyncorm.AsyncOrm;
import io.asyncorm.Orm;
import io.asyncorm.badinput.Catalogue.Author;
import io.asyncorm.badinput.Catalogue.Authors;
import io.asyncorm.badinput.Catalogue.Book;
import io.asyncorm.badinput.Catalogue.Books;
import io.asyncorm.expression.Assignments;
import io.asyncorm.expression.Conditions;
import io.asyncorm.expression.Q;
import io.asyncorm.expression.Update;
import io.asyncorm.model.SchemaAction;
import io.asyncorm.query.Many;
import io.asyncorm.query.Ref;
import io.asyncorm.query.RowLock;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.testdatabase.TestDatabase;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataAccessException;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static io.asyncorm.Orm.await;
import static io.asyncorm.Orm.batchSize;
import static io.asyncorm.Orm.count;
import static io.asyncorm.Orm.defaults;
import static io.asyncorm.Orm.f;
import static io.asyncorm.Orm.kw;
import static io.asyncorm.Orm.path;
import static io.asyncorm.Orm.prefetch;
import static io.asyncorm.Orm.q;
import static io.asyncorm.Orm.readOnly;
import static io.asyncorm.Orm.set;
import static io.asyncorm.Orm.updateConflicts;
import static io.asyncorm.Orm.updateFields;
import static io.asyncorm.Orm.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that a null, given for any argument of the methods that users call, and for an
 * element of any of their arrays and lists, never ends in an exception of the JVM's own:
 * it is refused in words, or at the latest where it is used.
 */
class NullArgumentsTests {

	/** Of what users call. */
	private static final Set<String> PACKAGES = Set.of("io.asyncorm", "io.asyncorm.query", "io.asyncorm.expression",
			"io.asyncorm.repository", "io.asyncorm.transaction");

	/** Those that take a null which is refused only where it is used, or is left out. */
	private static final String[] LATE = { "Condition.eq", "Condition.gt", "Condition.gte", "Condition.in",
			"Condition.lookup", "Condition.lt", "Condition.lte", "Condition.range", "Expr.bitAnd", "Expr.bitOr",
			"Expr.bitXor", "Expr.dividedBy", "Expr.gt", "Expr.gte", "Expr.lt", "Expr.lte", "Expr.minus", "Expr.modulo",
			"Expr.plus", "Expr.pow", "Expr.times", "Orm.prefetch", "Prefetch.querySet", "Prefetch.toAttr",
			"Repository.scope", "TextCondition.contains", "TextCondition.endsWith", "TextCondition.icontains",
			"TextCondition.iendsWith", "TextCondition.iexact", "TextCondition.iregex", "TextCondition.istartsWith",
			"TextCondition.regex", "TextCondition.startsWith", "ValuesQuerySet.ainBulk" };

	private final HikariDataSource pool = TestDatabase.H2.create(2);

	private final AsyncOrm orm = AsyncOrm.builder(this.pool)
		.models(Catalogue.MODELS)
		.schemaAction(SchemaAction.CREATE)
		.build();

	@AfterEach
	void close() {
		this.orm.close();
		this.pool.close();
	}

	@Test
	void nullsAreRefusedInWords() {
		List<Object> samples = samples();
		SoftAssertions softly = new SoftAssertions();
		Set<String> late = new TreeSet<>();
		int calls = 0;
		for (Object target : samples) {
			for (Method method : target.getClass().getMethods()) {
				Method declared = ClassUtils.getInterfaceMethodIfPossible(method, target.getClass());
				if (isOfUsers(declared) && !Modifier.isStatic(declared.getModifiers())) {
					calls += refuseNulls(declared, target, samples, softly, late);
				}
			}
		}
		for (Class<?> factories : factories()) {
			for (Method method : factories.getDeclaredMethods()) {
				if (isOfUsers(method) && Modifier.isStatic(method.getModifiers())) {
					calls += refuseNulls(method, null, samples, softly, late);
				}
			}
		}

		softly.assertAll();
		assertThat(calls).isGreaterThan(700);
		assertThat(late).containsExactly(LATE);
	}

	@SuppressWarnings("NullAway") // what callers that are not checked for nulls may pass
	@Test
	void aMissingListOfKeysIsNotAllKeys() {
		Books books = this.orm.repository(Books.class);

		for (ValuesQuerySet<Book, ?> rows : List.of(books, books.all(), books.values("title"))) {
			assertThatIllegalArgumentException().isThrownBy(() -> rows.ainBulk((Collection<?>) null))
				.withMessage("'values' must not be null: without them, ainBulk() reads all rows");
		}
	}

	private List<Object> samples() {
		Books books = this.orm.repository(Books.class);
		Author ann = await(this.orm.repository(Authors.class).acreate(kw("name", "Ann")));
		Book night = await(books.acreate(kw("title", "Night").and("pages", 100).and("author", ann)));
		return List.of("title", kw("pages", 1), q("pages", 1), f("pages"), set(Book::pages).to(1),
				defaults("author", ann), night, Duration.ofSeconds(1), 1L, 1, true, ZoneId.of("UTC"), books,
				books.all(), books.values("pages"), prefetch("tags"), f("pages").asc(), updateConflicts("pages"),
				batchSize(1), updateFields("pages"), Ref.to(ann), RowLock.update(), count("tags"),
				CompletableFuture.completedFuture("done"), readOnly(), this.orm.transactions(), night.tags(),
				books.clientLookups(), where(Book::title), where(Book::pages), where(Book::published),
				path(Book::author), List.of(night), Map.of("pages", 1));
	}

	/** Those that {@link Orm} inherits from, and those named besides. */
	private static Set<Class<?>> factories() {
		Set<Class<?>> factories = new LinkedHashSet<>(
				List.of(Conditions.class, Assignments.class, Q.class, Update.class, Ref.class, Many.class));
		for (Class<?> type = Orm.class; type != Object.class; type = type.getSuperclass()) {
			factories.add(type);
		}
		return factories;
	}

	private static boolean isOfUsers(Method method) {
		Class<?> type = method.getDeclaringClass();
		return PACKAGES.contains(type.getPackageName()) && Modifier.isPublic(type.getModifiers())
				&& Modifier.isPublic(method.getModifiers()) && !method.isSynthetic()
				&& !method.getName().equals("equals");
	}

	private static int refuseNulls(Method method, @Nullable Object target, List<Object> samples, SoftAssertions softly,
			Set<String> late) {
		int calls = 0;
		for (int i = 0; i < method.getParameterCount(); i++) {
			for (@Nullable
			Object[] arguments : faults(method, i, samples)) {
				calls++;
				String what = "%s, argument %d of %s".formatted(Arrays.toString(arguments), i, method);
				Throwable failure = failure(method, target, arguments);
				if (failure == null) {
					late.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
				}
				else if (!isRefusal(failure)) {
					softly.fail(what + ": " + failure);
				}
			}
		}
		return calls;
	}

	/**
	 * Objects of another class, as there are among the samples, are refused by generic
	 * types.
	 */
	private static boolean isRefusal(Throwable failure) {
		return failure instanceof ClassCastException || failure instanceof IllegalArgumentException
				|| failure instanceof DataAccessException || failure instanceof NullPointerException
						&& String.valueOf(failure.getMessage()).endsWith("must not be null");
	}

	/** The arguments, with a null for one of them, or in it; none if it may be null. */
	private static List<@Nullable Object[]> faults(Method method, int place, List<Object> samples) {
		Class<?>[] types = method.getParameterTypes();
		AnnotatedType declared = method.getAnnotatedParameterTypes()[place];
		if (types[place].isPrimitive() || isNullable(declared)) {
			return List.of();
		}
		@Nullable Object[] arguments = new @Nullable Object[types.length];
		for (int i = 0; i < types.length; i++) {
			arguments[i] = (i != place) ? sample(types[i], samples) : null;
			if (i != place && arguments[i] == null) {
				return List.of();
			}
		}
		List<@Nullable Object[]> faults = new ArrayList<>();
		faults.add(arguments);
		Object holder = holder(types[place], declared);
		if (holder != null) {
			@Nullable Object[] more = arguments.clone();
			more[place] = holder;
			faults.add(more);
		}
		return faults;
	}

	private static @Nullable Object holder(Class<?> type, AnnotatedType declared) {
		if (declared instanceof AnnotatedArrayType array && !type.getComponentType().isPrimitive()) {
			return isNullable(array.getAnnotatedGenericComponentType()) ? null
					: Array.newInstance(type.getComponentType(), 1);
		}
		return type.isAssignableFrom(List.class) && type != Object.class ? Collections.singletonList(null) : null;
	}

	private static boolean isNullable(AnnotatedType type) {
		return type.isAnnotationPresent(Nullable.class);
	}

	private static @Nullable Object sample(Class<?> type, List<Object> samples) {
		if (type.isArray()) {
			return Array.newInstance(type.getComponentType(), 0);
		}
		if (type.isEnum()) {
			return Objects.requireNonNull(type.getEnumConstants())[0];
		}
		Class<?> wanted = ClassUtils.resolvePrimitiveIfNecessary(type);
		return samples.stream().filter(wanted::isInstance).findFirst().orElse(null);
	}

	private static @Nullable Throwable failure(Method method, @Nullable Object target, @Nullable Object[] arguments) {
		try {
			ReflectionUtils.makeAccessible(method);
			if (method.invoke(target, arguments) instanceof CompletableFuture<?> future) {
				future.join();
			}
			return null;
		}
		catch (InvocationTargetException | CompletionException ex) {
			return ex.getCause();
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
