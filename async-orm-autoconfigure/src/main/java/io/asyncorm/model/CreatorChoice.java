package io.asyncorm.model;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Chooses what makes the objects of a class: the constructor or static method that
 * {@code @PersistenceCreator} marks, a record's canonical constructor, Kotlin's primary
 * one, or the only one that a class has.
 *
 * @param type the class
 * @param fault takes what is wrong with it
 */
record CreatorChoice(Class<?> type, Consumer<String> fault) {

	private static final String MARK = "org.springframework.data.annotation.PersistenceCreator";

	/** The creator; null if none can be meant, which is reported. */
	@Nullable Executable find() {
		List<Executable> marked = marked();
		if (marked.size() > 1) {
			this.fault.accept("@PersistenceCreator marks " + marked.size() + " of its constructors and methods; keep it"
					+ " at the one that makes an object of a row");
			return null;
		}
		Executable creator = marked.isEmpty() ? unmarked() : marked.get(0);
		if (creator instanceof Method method
				&& !(Modifier.isStatic(method.getModifiers()) && this.type.isAssignableFrom(method.getReturnType()))) {
			this.fault
				.accept("@PersistenceCreator marks '" + method.getName() + "', which makes no object of it; mark a"
						+ " constructor, or a static method that returns a '" + this.type.getSimpleName() + "'");
			return null;
		}
		if (creator != null && ParameterNames.of(creator).contains(null) && !this.type.isRecord()) {
			this.fault.accept("the names of its constructor's parameters are not in the class file;"
					+ " compile it with javac's -parameters, as Spring Boot's build plugins do (elsewhere in Maven:"
					+ " maven.compiler.parameters=true), or make it a record");
			return null;
		}
		return creator;
	}

	/** Whether the properties that a creator does not take are set after it. */
	boolean setsOthers(Executable creator) {
		return !this.type.isRecord() && (creator.getParameterCount() == 0 || isMarked(creator));
	}

	private List<Executable> marked() {
		return Stream
			.concat(Arrays.stream(this.type.getDeclaredConstructors()), Arrays.stream(this.type.getDeclaredMethods()))
			.filter(CreatorChoice::isMarked)
			.<Executable>map((creator) -> creator)
			.toList();
	}

	private static boolean isMarked(Executable creator) {
		return Arrays.stream(creator.getAnnotations()).anyMatch(CreatorChoice::isMark);
	}

	/** Whether an annotation marks what makes the objects. */
	static boolean isMark(Annotation annotation) {
		return annotation.annotationType().getName().equals(MARK);
	}

	private static boolean isOther(Class<?> type) {
		return Arrays.stream(type.getAnnotations()).anyMatch(OtherAnnotations::isOther);
	}

	private @Nullable Executable unmarked() {
		if (this.type.isRecord()) {
			Class<?>[] types = Arrays.stream(this.type.getRecordComponents())
				.map(RecordComponent::getType)
				.toArray(Class<?>[]::new);
			return constructor(types);
		}
		Constructor<?> primary = KotlinSupport.findPrimaryConstructor(this.type);
		if (primary != null) {
			return primary;
		}
		List<Constructor<?>> all = without(this.type.getDeclaredConstructors());
		List<Constructor<?>> open = without(this.type.getConstructors());
		List<Constructor<?>> meant = open.isEmpty() ? all : open;
		Constructor<?> empty = constructor();
		// the others are for the code of the application
		if (empty != null && (meant.size() != 1 || isOther(this.type) && !isWhole(meant.get(0)))) {
			return empty;
		}
		if (meant.size() != 1) {
			this.fault.accept("it has " + meant.size() + " constructors that could be meant;"
					+ " keep one public constructor, which takes all properties, or declare one that takes nothing");
			return null;
		}
		return meant.get(0);
	}

	/**
	 * Whether a constructor takes all that is stored. Jakarta Persistence makes what it
	 * manages by the empty one nevertheless, unless that leaves out a final field.
	 */
	private boolean isWhole(Constructor<?> constructor) {
		WritableProperties properties = new WritableProperties(this.type);
		List<Field> fields = properties.fields();
		boolean managed = properties.isManaged()
				&& fields.stream().noneMatch((field) -> Modifier.isFinal(field.getModifiers()));
		return !managed && !AccessKind.isByMethods(this.type)
				&& ParameterNames.of(constructor).containsAll(fields.stream().map(Field::getName).toList());
	}

	private @Nullable Constructor<?> constructor(Class<?>... parameters) {
		return Arrays.stream(this.type.getDeclaredConstructors())
			.filter((candidate) -> Arrays.equals(candidate.getParameterTypes(), parameters))
			.findFirst()
			.orElse(null);
	}

	/** Without Kotlin's for default arguments. */
	private static List<Constructor<?>> without(Constructor<?>[] constructors) {
		return Stream.of(constructors).filter((constructor) -> !constructor.isSynthetic()).toList();
	}

}
