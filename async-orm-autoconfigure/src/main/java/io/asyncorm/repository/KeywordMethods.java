package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.model.FieldException;
import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
import io.asyncorm.query.ValuesQuerySet;
import io.asyncorm.repository.DeclaredParameter.Role;
import org.jspecify.annotations.Nullable;

/**
 * Resolves methods named like one of a query set, such as {@code afirst}, whose parameter
 * names are Django's keyword arguments.
 */
final class KeywordMethods<M> {

	private static final String CREATE = "acreate";

	private static final String UPDATE = "aupdate";

	private static final String GET_OR_CREATE = "agetOrCreate";

	private static final String UPDATE_OR_CREATE = "aupdateOrCreate";

	/** What such a method can be called. */
	static final List<String> NAMES = Stream
		.concat(Arrays.stream(Terminal.values()).map(Terminal::methodName),
				Stream.of(Terminal.FILTER.verb(), CREATE, UPDATE, GET_OR_CREATE, UPDATE_OR_CREATE))
		.toList();

	private final RepositoryDeclaration<M> declaration;

	KeywordMethods(RepositoryDeclaration<M> declaration) {
		this.declaration = declaration;
	}

	/** What a method becomes, which is of use if it has no faults then. */
	@Nullable RepositoryMethod resolve(DeclaredMethod method) {
		method.requireNames();
		return switch (method.name()) {
			case CREATE -> create(method);
			case UPDATE -> update(method);
			case GET_OR_CREATE -> getOrCreate(method);
			case UPDATE_OR_CREATE -> updateOrCreate(method);
			default -> query(method);
		};
	}

	private @Nullable RepositoryMethod query(DeclaredMethod method) {
		Terminal terminal = Objects.requireNonNull(MethodName.find(method.name())).terminal();
		ResultType result = ResultType.of(method, terminal.results(this.declaration.model()), this.declaration);
		return query(method, terminal, result, null);
	}

	/**
	 * Resolves a method that reads.
	 * @param property the property whose values it gives; null if it does not
	 */
	@Nullable RepositoryMethod query(DeclaredMethod method, Terminal terminal, @Nullable ResultType result,
			@Nullable String property) {
		requireRoles(method);
		TerminalParameters parameters = TerminalParameters.of(this.declaration, method,
				(result != null) ? result.terminal(terminal) : terminal, result);
		if (terminal.order() == Terminal.Order.ITS_OWN && this.declaration.model().latestBy().isEmpty()) {
			method.fault(TerminalParameters.noOrder(this.declaration.model(), method.name()));
		}
		LookupArguments lookups = reader(method).lookups(parameters.lookups());
		ValuesQuerySet<M, ?> rows = (result != null) ? select(method, result, property) : null;
		return (method.hasFaults() || result == null || rows == null) ? null : result.finish(method,
				parameters.method(this.declaration.querySets(), rows, lookups, result.terminal(terminal), List.of()),
				this.declaration);
	}

	private @Nullable ValuesQuerySet<M, ?> select(DeclaredMethod method, ResultType result, @Nullable String property) {
		try {
			return result.select(this.declaration.rows(), property, this.declaration.model());
		}
		catch (FieldException ex) {
			method.fault(String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private @Nullable RepositoryMethod finish(DeclaredMethod method, List<ResultForm> forms, RepositoryMethod made) {
		ResultType result = ResultType.of(method, ResultChoices.of(forms), this.declaration);
		return (result != null) ? result.finish(method, made, this.declaration) : null;
	}

	private @Nullable RepositoryMethod create(DeclaredMethod method) {
		requireRoles(method);
		ValueArguments values = reader(method).values(plain(method), false);
		reader(method).requireFields(plain(method));
		return finish(method, ResultForm.ROW,
				new WriteMethod.Create<>(this.declaration.querySets().writes(model()), values));
	}

	private @Nullable RepositoryMethod update(DeclaredMethod method) {
		requireRoles(method, Role.NEW_VALUE);
		List<DeclaredParameter> changes = method.parameters(Role.NEW_VALUE);
		if (changes.isEmpty()) {
			method.fault("it changes nothing; mark the parameters that are new values with @NewValue");
		}
		return finish(method, ResultForm.CHANGED, new WriteMethod.Update<>(this.declaration.rows(),
				reader(method).lookups(plain(method)), reader(method).values(changes, true)));
	}

	private @Nullable RepositoryMethod getOrCreate(DeclaredMethod method) {
		requireRoles(method, Role.DEFAULT);
		ValueArguments defaults = values(method, Role.DEFAULT);
		return finish(method, List.of(ResultForm.of(GetOrCreate.class, null)),
				new WriteMethod.GetOrCreate<>(this.declaration.rows(), lookups(method, Role.DEFAULT), defaults));
	}

	private @Nullable RepositoryMethod updateOrCreate(DeclaredMethod method) {
		return finish(method, List.of(ResultForm.of(UpdateOrCreate.class, null)), upsert(method));
	}

	private RepositoryMethod upsert(DeclaredMethod method) {
		requireRoles(method, Role.DEFAULT, Role.CREATE_DEFAULT, Role.EITHER_DEFAULT);
		ValueArguments defaults = values(method, Role.DEFAULT, Role.EITHER_DEFAULT);
		if (method.parameters(Role.CREATE_DEFAULT, Role.EITHER_DEFAULT).isEmpty()) {
			return new WriteMethod.UpdateOrCreate<>(this.declaration.rows(), lookups(method, Role.DEFAULT), defaults,
					null);
		}
		ValueArguments createDefaults = values(method, Role.CREATE_DEFAULT, Role.EITHER_DEFAULT);
		return new WriteMethod.UpdateOrCreate<>(this.declaration.rows(),
				lookups(method, Role.CREATE_DEFAULT, Role.EITHER_DEFAULT), defaults, createDefaults);
	}

	/**
	 * @param created which parameters a new object is given as well
	 */
	private LookupArguments lookups(DeclaredMethod method, Role... created) {
		if (plain(method).isEmpty()) {
			method.fault("it looks nothing up; at least one parameter must be without @Defaults");
		}
		LookupArguments lookups = reader(method).lookups(plain(method));
		reader(method).requireStored(plain(method));
		List<DeclaredParameter> given = new ArrayList<>(plain(method));
		given.addAll(method.parameters(created));
		reader(method).requireFields(given);
		return lookups;
	}

	private ValueArguments values(DeclaredMethod method, Role... roles) {
		return reader(method).values(method.parameters(roles), false);
	}

	private void requireRoles(DeclaredMethod method, Role... possible) {
		Set<Role> roles = EnumSet.of(Role.PLAIN, possible);
		method.requireRoles(roles::contains, "in '" + method.name() + "'");
	}

	private static List<DeclaredParameter> plain(DeclaredMethod method) {
		return method.parameters(Role.PLAIN);
	}

	private ParameterReader reader(DeclaredMethod method) {
		return new ParameterReader(this.declaration, method);
	}

	private Class<M> model() {
		return this.declaration.model().type();
	}

}
