package io.asyncorm.model;

import java.lang.reflect.Parameter;

import org.jspecify.annotations.Nullable;

/**
 * A parameter as it is written in Kotlin.
 *
 * @param name what it is called
 * @param valueClass the value class that is passed as what its objects hold; null if the
 * type is the one of the class file
 * @param annotated where the class file has its annotations
 * @since 0.1.0
 */
public record KotlinParameter(@Nullable String name, @Nullable ValueClass valueClass, Parameter annotated) {
}
