package io.asyncorm.model;

import java.lang.reflect.Constructor;
import java.util.BitSet;

import kotlin.jvm.JvmClassMappingKt;
import kotlin.reflect.KFunction;
import kotlin.reflect.KParameter;
import kotlin.reflect.full.KClasses;
import kotlin.reflect.jvm.ReflectJvmMapping;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;

/**
 * What classes that are written in Kotlin need on the class path.
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
		return (KotlinDetector.isKotlinType(type) && KotlinDetector.isKotlinReflectPresent())
				? InKotlin.findPrimaryConstructor(type) : null;
	}

	/** The places of the parameters that have default arguments in Kotlin. */
	static BitSet findOptionalParameters(Constructor<?> constructor) {
		return (KotlinDetector.isKotlinType(constructor.getDeclaringClass()) && KotlinDetector.isKotlinReflectPresent())
				? InKotlin.findOptionalParameters(constructor) : new BitSet();
	}

	/** Loaded only where Kotlin is there. */
	private static final class InKotlin {

		static @Nullable Constructor<?> findPrimaryConstructor(Class<?> type) {
			KFunction<?> primary = KClasses.getPrimaryConstructor(JvmClassMappingKt.getKotlinClass(type));
			return (primary != null) ? ReflectJvmMapping.getJavaConstructor(primary) : null;
		}

		static BitSet findOptionalParameters(Constructor<?> constructor) {
			BitSet optional = new BitSet();
			KFunction<?> function = ReflectJvmMapping.getKotlinFunction(constructor);
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
