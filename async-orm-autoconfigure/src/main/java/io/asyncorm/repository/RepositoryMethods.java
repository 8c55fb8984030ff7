package io.asyncorm.repository;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.asyncorm.model.KotlinSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ReflectionUtils;

/**
 * Resolves all methods of a repository: each is inherited, has a body, SQL, a name that
 * says what it looks up, or parameters whose names do. The faults of all are reported
 * together.
 */
final class RepositoryMethods<M> {

	private final RepositoryDeclaration<M> declaration;

	private final InheritedClashes clashes;

	private final DeclaredMethods<M> usual;

	private final DeclaredMethods<M> readOnly;

	private final RepositoryOperations<M> operations;

	private final List<String> faults = new ArrayList<>();

	RepositoryMethods(RepositoryDeclaration<M> declaration) {
		this.declaration = declaration;
		this.clashes = new InheritedClashes(declaration.type());
		this.usual = DeclaredMethods.of(declaration);
		this.readOnly = DeclaredMethods.of(declaration.readOnly());
		this.operations = new RepositoryOperations<>(declaration);
	}

	/**
	 * Resolves every method.
	 * @throws RepositoryDefinitionException with all that is wrong with any of them
	 */
	Map<Method, RepositoryMethod> resolve() {
		Class<?> type = this.declaration.type();
		String kotlinFault = KotlinSupport.fault(type);
		if (kotlinFault != null) {
			throw new RepositoryDefinitionException(type, List.of(type.getSimpleName() + ": " + kotlinFault));
		}
		String keyFault = this.declaration.keyFault();
		if (keyFault != null) {
			this.faults.add(keyFault);
		}
		Map<Method, RepositoryMethod> resolved = new HashMap<>();
		// A class does not say in which order its methods stand
		Method[] methods = type.getMethods();
		Arrays.sort(methods, Comparator.comparing(Method::getName).thenComparing(Method::toString));
		for (Method method : methods) {
			if (!Modifier.isStatic(method.getModifiers()) && !ReflectionUtils.isObjectMethod(method)) {
				RepositoryMethod result = resolve(method);
				if (result != null) {
					resolved.put(method, result);
				}
			}
		}
		if (!this.faults.isEmpty()) {
			throw new RepositoryDefinitionException(type, this.faults);
		}
		return resolved;
	}

	private @Nullable RepositoryMethod resolve(Method method) {
		boolean inherited = method.getDeclaringClass().isAssignableFrom(AsyncRepository.class);
		if (inherited && !method.isDefault()) {
			return inherited(method);
		}
		DeclaredMethod declared = new DeclaredMethod(this.declaration.type(), method);
		if (!inherited && !method.isBridge() && !RepositoryScope.is(method)) {
			this.clashes.check(declared);
		}
		DeclaredMethods<M> resolving = ReadOnlyMethods.is(declared) ? this.readOnly : this.usual;
		RepositoryMethod result = method.isDefault() ? withBody(declared) : resolving.resolve(declared);
		if (declared.hasFaults()) {
			this.faults.add(declared.report());
		}
		if (declared.hasFaults() || result == null || method.isDefault()) {
			return declared.hasFaults() ? null : result;
		}
		return ValueClassArguments.around(result, declared.parameters());
	}

	/** One that has no parameters asks for the same in every call. */
	private RepositoryMethod inherited(Method method) {
		Terminal terminal = (method.getParameterCount() == 0) ? Terminal.find(method.getName()) : null;
		return (terminal != null && terminal.prepared() != null) ? QueryMethod.of(this.declaration.querySets(),
				this.declaration.rows(), new LookupArguments(List.of()), terminal, List.of(), List.of())
				: DelegatedMethod.of(method, this.declaration, this.operations);
	}

	private static @Nullable RepositoryMethod withBody(DeclaredMethod method) {
		if (method.method().isAnnotationPresent(Query.class)) {
			method.fault("it has a body, so its @Query is never used; remove one of them");
		}
		try {
			return DefaultMethod.of(method.method());
		}
		catch (IllegalAccessException ex) {
			method.fault("its body cannot be reached; open the package to 'io.asyncorm'");
			return null;
		}
	}

}
