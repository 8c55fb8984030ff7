package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KClass;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.KProperty;
import kotlin.reflect.KType;
import kotlin.reflect.KTypeProjection;
import kotlin.reflect.full.KClasses;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;
import org.springframework.core.KotlinDetector;

/**
 * What classes that are written in Kotlin need on the class path, and what their class
 * files do not say.
 *
 * @since 0.1.0
 */
public final class KotlinSupport {

	private KotlinSupport() {
	}

	/**
	 * What is wrong with a class because a library is not there; null if nothing is.
	 */
	public static @Nullable String fault(Class<?> type) {
		return (KotlinDetector.isKotlinType(type) && !KotlinDetector.isKotlinReflectPresent())
				? "it is written in Kotlin, and only 'org.jetbrains.kotlin:kotlin-reflect' can tell which of its types"
						+ " are nullable; add that library"
				: null;
	}

	/**
	 * The constructor that a class of Kotlin's has in its head; null if it has none, or
	 * is not Kotlin's.
	 */
	static @Nullable Constructor<?> findPrimaryConstructor(Class<?> type) {
		return knows(type) ? InKotlin.findPrimaryConstructor(type) : null;
	}

	/**
	 * What Kotlin knows of each parameter of such a constructor; empty if there is
	 * nothing that the class file does not say.
	 */
	static List<KotlinParameter> findParameters(Constructor<?> constructor) {
		return knows(constructor.getDeclaringClass()) ? InKotlin.findParameters(constructor) : List.of();
	}

	/**
	 * The value classes that the properties of a class of Kotlin's are, or are lists of.
	 */
	public static Set<Class<?>> valueClasses(Class<?> type) {
		return knows(type) ? InKotlin.valueClasses(type) : Set.of();
	}

	/** A function as it is written in Kotlin; null if it is none. */
	public static @Nullable KotlinFunction findFunction(Method method) {
		return knows(method.getDeclaringClass()) ? InKotlin.findFunction(method) : null;
	}

	/**
	 * The value class of a property whose field has what it holds; null of all others.
	 */
	static @Nullable ValueClass findValueClass(Field field) {
		return knows(field.getDeclaringClass()) ? InKotlin.findValueClass(field) : null;
	}

	/**
	 * What reads a property of a class of Kotlin's, whose name is not always that of the
	 * property; null if nothing does.
	 */
	static @Nullable Method findGetter(Class<?> type, String property) {
		return knows(type) ? InKotlin.findGetter(type, property) : null;
	}

	/** Whether the elements of what a field holds may be null. */
	static boolean hasNullableElements(Field field) {
		return knows(field.getDeclaringClass()) && InKotlin.hasNullableElements(field);
	}

	/** What a record is called where a class is written. */
	static String recordOf(Class<?> type) {
		return KotlinDetector.isKotlinType(type) ? "data class" : "record";
	}

	private static boolean knows(Class<?> type) {
		return KotlinDetector.isKotlinType(type) && KotlinDetector.isKotlinReflectPresent();
	}

	/** The places of the parameters that have default arguments in Kotlin. */
	static BitSet findOptionalParameters(Constructor<?> constructor) {
		return knows(constructor.getDeclaringClass()) ? InKotlin.findOptionalParameters(constructor) : new BitSet();
	}

	/** Loaded only where Kotlin is there. */
	private static final class InKotlin {

		static @Nullable Constructor<?> findPrimaryConstructor(Class<?> type) {
			KFunction<?> primary = KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(type));
			return (primary != null) ? constructor(primary) : null;
		}

		/**
		 * The one that takes the parameters alone. One that has value classes among them
		 * is hidden behind another, that is told by one more parameter.
		 */
		private static @Nullable Constructor<?> constructor(KFunction<?> function) {
			Constructor<?> found = ReflectJvmMapping.getJavaConstructor(function);
			int parameters = function.getParameters().size();
			if (found == null || found.getParameterCount() == parameters) {
				return found;
			}
			Class<?>[] types = Arrays.copyOf(found.getParameterTypes(), parameters);
			return Arrays.stream(found.getDeclaringClass().getDeclaredConstructors())
				.filter((candidate) -> Arrays.equals(candidate.getParameterTypes(), types))
				.findFirst()
				.orElse(null);
		}

		private static @Nullable KFunction<?> function(Constructor<?> constructor) {
			return JvmClassMappingKt.getKotlinClass(constructor.getDeclaringClass())
				.getConstructors()
				.stream()
				.filter((function) -> constructor.equals(constructor(function)))
				.findFirst()
				.orElse(null);
		}

		static List<KotlinParameter> findParameters(Constructor<?> constructor) {
			KFunction<?> function = function(constructor);
			Constructor<?> shown = (function != null) ? ReflectJvmMapping.getJavaConstructor(function) : null;
			return (function != null && shown != null) ? parameters(function, constructor, shown) : List.of();
		}

		static @Nullable KotlinFunction findFunction(Method method) {
			KFunction<?> function = ReflectJvmMapping.getKotlinFunction(method);
			return (function != null) ? new KotlinFunction(function.getName(), parameters(function, method, method),
					function.isSuspend() ? unboxed(function.getReturnType()) : null) : null;
		}

		/**
		 * All that the class file has as parameters: the receiver of an extension, too.
		 * @param called what takes the arguments
		 * @param shown what has the annotations
		 */
		private static List<KotlinParameter> parameters(KFunction<?> function, Executable called, Executable shown) {
			List<KParameter> parameters = function.getParameters()
				.stream()
				.filter((parameter) -> parameter.getKind() != KParameter.Kind.INSTANCE)
				.toList();
			return IntStream.range(0, parameters.size()).mapToObj((place) -> {
				ValueClass valueClass = valueClass(parameters.get(place).getType());
				boolean unboxed = valueClass != null && valueClass.type() != called.getParameterTypes()[place];
				return new KotlinParameter(parameters.get(place).getName(), unboxed ? valueClass : null,
						shown.getParameters()[place]);
			}).toList();
		}

		static Set<Class<?>> valueClasses(Class<?> type) {
			return KClasses.getMemberProperties(JvmClassMappingKt.getKotlinClass(type))
				.stream()
				.map(KProperty::getReturnType)
				.flatMap((held) -> Stream.concat(Stream.of(held),
						held.getArguments().stream().map(KTypeProjection::getType).filter(Objects::nonNull)))
				.map(InKotlin::valueClass)
				.filter(Objects::nonNull)
				.map(ValueClass::type)
				.collect(Collectors.toSet());
		}

		static @Nullable ValueClass findValueClass(Field field) {
			KProperty<?> property = ReflectJvmMapping.getKotlinProperty(field);
			ValueClass valueClass = (property != null) ? valueClass(property.getReturnType()) : null;
			return (valueClass != null && valueClass.type() != field.getType()) ? valueClass : null;
		}

		private static @Nullable ValueClass valueClass(KType type) {
			return (type.getClassifier() instanceof KClass<?> kotlin)
					? ValueClass.find(JvmClassMappingKt.getJavaClass(kotlin)) : null;
		}

		/** What a function that suspends does not return as an object. */
		private static @Nullable ValueClass unboxed(KType returned) {
			ValueClass valueClass = valueClass(returned);
			boolean boxed = valueClass == null || valueClass.held().isPrimitive()
					|| returned.isMarkedNullable() && Nullability.isNullable(valueClass.field());
			return boxed ? null : valueClass;
		}

		static @Nullable Method findGetter(Class<?> type, String name) {
			return KClasses.getMemberProperties(JvmClassMappingKt.getKotlinClass(type))
				.stream()
				.filter((property) -> property.getName().equals(name))
				.findFirst()
				.map(ReflectJvmMapping::getJavaGetter)
				.orElse(null);
		}

		static boolean hasNullableElements(Field field) {
			KProperty<?> property = ReflectJvmMapping.getKotlinProperty(field);
			return property != null && property.getReturnType()
				.getArguments()
				.stream()
				.anyMatch((argument) -> argument.getType() != null && argument.getType().isMarkedNullable());
		}

		static BitSet findOptionalParameters(Constructor<?> constructor) {
			BitSet optional = new BitSet();
			KFunction<?> function = function(constructor);
			if (function != null) {
				function.getParameters()
					.stream()
					.filter(KParameter::isOptional)
					.forEach((parameter) -> optional.set(parameter.getIndex()));
			}
			return optional;
		}

	}

}
