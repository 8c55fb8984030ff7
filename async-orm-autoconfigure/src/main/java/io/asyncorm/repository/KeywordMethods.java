package io.asyncorm.repository;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.asyncorm.query.GetOrCreate;
import io.asyncorm.query.UpdateOrCreate;
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
				Stream.of(CREATE, UPDATE, GET_OR_CREATE, UPDATE_OR_CREATE))
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
		Terminal terminal = Terminal.of(method.name().substring(1));
		method.requireResult(terminal.resultType(this.declaration.model()));
		requireRoles(method);
		TerminalParameters parameters = TerminalParameters.of(this.declaration, method, terminal);
		if (terminal.order() == Terminal.Order.ITS_OWN && this.declaration.model().latestBy().isEmpty()) {
			method.fault(TerminalParameters.noOrder(this.declaration.model(), method.name()));
		}
		LookupArguments lookups = reader(method).lookups(parameters.lookups());
		return method.hasFaults() ? null : QueryMethod.of(this.declaration.querySets(), this.declaration.rows(),
				lookups, terminal, List.of(), parameters.object());
	}

	private RepositoryMethod create(DeclaredMethod method) {
		method.requireResult(ResultType.of(model()));
		requireRoles(method);
		ValueArguments values = reader(method).values(plain(method), false);
		reader(method).requireFields(plain(method));
		return new WriteMethod.Create<>(this.declaration.querySets().writes(model()), values);
	}

	private RepositoryMethod update(DeclaredMethod method) {
		method.requireResult(ResultType.of(Long.class));
		requireRoles(method, Role.NEW_VALUE);
		List<DeclaredParameter> changes = method.parameters(Role.NEW_VALUE);
		if (changes.isEmpty()) {
			method.fault("it changes nothing; mark the parameters that are new values with @NewValue");
		}
		return new WriteMethod.Update<>(this.declaration.rows(), reader(method).lookups(plain(method)),
				reader(method).values(changes, true));
	}

	private RepositoryMethod getOrCreate(DeclaredMethod method) {
		method.requireResult(new ResultType(GetOrCreate.class, model()));
		requireRoles(method, Role.DEFAULT);
		ValueArguments defaults = values(method, Role.DEFAULT);
		return new WriteMethod.GetOrCreate<>(this.declaration.rows(), lookups(method, Role.DEFAULT), defaults);
	}

	private RepositoryMethod updateOrCreate(DeclaredMethod method) {
		method.requireResult(new ResultType(UpdateOrCreate.class, model()));
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
