package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.asyncorm.expression.Property;
import org.jspecify.annotations.Nullable;

import org.springframework.asm.ClassReader;
import org.springframework.asm.ClassVisitor;
import org.springframework.asm.Handle;
import org.springframework.asm.MethodVisitor;
import org.springframework.asm.SpringAsmInfo;
import org.springframework.asm.Type;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.util.ClassUtils;

/**
 * Finds the classes of an application that name properties by method references, as in
 * {@code where(Book::title)}: such a reference is asked for the method that it stands
 * for, which a native image has to know of. Used once.
 */
final class MethodReferenceScan {

	private final ClassLoader loader;

	/** The interfaces of the references, by the names of the classes they stand in. */
	private final Map<String, Set<Class<?>>> found = new TreeMap<>();

	private MethodReferenceScan(ClassLoader loader) {
		this.loader = loader;
	}

	/** The interfaces of the references in packages, by the classes they stand in. */
	static Map<String, Set<Class<?>>> of(Collection<String> packages, ClassLoader loader) {
		MethodReferenceScan scan = new MethodReferenceScan(loader);
		PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver(loader);
		try {
			for (String name : packages) {
				for (Resource type : resources
					.getResources("classpath*:" + ClassUtils.convertClassNameToResourcePath(name) + "/**/*.class")) {
					scan.read(type);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return scan.found;
	}

	private void read(Resource type) throws IOException {
		try (InputStream stream = type.getInputStream()) {
			ClassReader reader = new ClassReader(stream);
			String name = ClassUtils.convertResourcePathToClassName(reader.getClassName());
			reader.accept(new Methods(name), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
		}
	}

	private void add(String className, Type made) {
		if (made.getSort() != Type.OBJECT || !made.getClassName().startsWith(Property.class.getPackageName())) {
			return;
		}
		Class<?> type = ClassUtils.resolveClassName(made.getClassName(), this.loader);
		if (Property.class.isAssignableFrom(type)) {
			this.found.computeIfAbsent(className, (name) -> new TreeSet<>((a, b) -> a.getName().compareTo(b.getName())))
				.add(type);
		}
	}

	/** Reads the methods of a class. */
	private final class Methods extends ClassVisitor {

		private final String className;

		Methods(String className) {
			super(SpringAsmInfo.ASM_VERSION);
			this.className = className;
		}

		@Override
		public MethodVisitor visitMethod(int access, String name, String descriptor, @Nullable String signature,
				String @Nullable [] exceptions) {
			return new MethodVisitor(SpringAsmInfo.ASM_VERSION) {

				@Override
				public void visitInvokeDynamicInsn(String method, String made, Handle bootstrap, Object... arguments) {
					add(Methods.this.className, Type.getReturnType(made));
				}

			};
		}

	}

}
