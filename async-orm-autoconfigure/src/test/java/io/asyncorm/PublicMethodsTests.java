package io.asyncorm;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.asyncorm.query.QuerySet;
import io.asyncorm.repository.AsyncRepository;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names and signatures of the methods that users call.
 */
class PublicMethodsTests {

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("io.asyncorm");

	/** Or a repository's default method would find the inherited one first. */
	@Test
	void noStaticFactorySharesItsNameWithAMethodOfAQuerySet() {
		Set<String> taken = Stream.<Class<?>>of(QuerySet.class, AsyncRepository.class)
			.flatMap((type) -> Arrays.stream(type.getMethods()))
			.map(Method::getName)
			.collect(Collectors.toSet());

		Set<String> factories = Arrays.stream(Orm.class.getMethods())
			.filter((method) -> Modifier.isStatic(method.getModifiers()))
			.map(Method::getName)
			.collect(Collectors.toSet());

		assertThat(factories).isNotEmpty().doesNotContainAnyElementsOf(taken);
	}

	/**
	 * They warn wherever they are called, unless the array knows its type at run time.
	 */
	@Test
	void noPublicMethodHasGenericVarargs() {
		List<Method> generic = classes.stream()
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.flatMap((type) -> Arrays.stream(type.reflect().getDeclaredMethods()))
			.filter((method) -> method.isVarArgs() && !method.isSynthetic()
					&& !Modifier.isPrivate(method.getModifiers()))
			.filter((method) -> !isReifiable(lastParameterOf(method)))
			.toList();

		assertThat(generic).isEmpty();
	}

	private static Type lastParameterOf(Method method) {
		Type[] types = method.getGenericParameterTypes();
		return types[types.length - 1];
	}

	private static boolean isReifiable(Type type) {
		return switch (type) {
			case GenericArrayType array -> isReifiable(array.getGenericComponentType());
			case ParameterizedType parameterized -> Arrays.stream(parameterized.getActualTypeArguments())
				.allMatch((argument) -> argument.toString().equals("?"));
			case TypeVariable<?> ignored -> false;
			default -> true;
		};
	}

}
