package io.asyncorm.autoconfigure;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.asyncorm.testdatabase.TestDatabase;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A program that restarts the application {@code shop.Shop} three times as DevTools do:
 * its classes are loaded anew each time, by a class loader of their own, while libraries
 * stay. Prints what is left of each.
 */
public final class Restarts {

	/** How often garbage is collected before a class loader counts as leaked. */
	private static final int COLLECTIONS = 50;

	private Restarts() {
	}

	public static void main(String[] arguments) throws Exception {
		Path directory = Path.of(arguments[0]);
		use(directory);
		Set<Thread> before = threads();
		for (int start = 0; start < 3; start++) {
			WeakReference<ClassLoader> loader = new WeakReference<>(use(directory));
			for (int collection = 0; collection < COLLECTIONS && !loader.refersTo(null); collection++) {
				System.gc();
			}
			System.out.println("classes gone: " + loader.refersTo(null));
			System.out.println("threads left: "
					+ threads().stream().filter((thread) -> !before.contains(thread)).map(Thread::getName).toList());
		}
		System.exit(0);
	}

	/** Starts, uses and closes the application; gives what has loaded its classes. */
	private static ClassLoader use(Path directory) throws Exception {
		try (URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() },
				Restarts.class.getClassLoader())) {
			System.out.println("used: " + start(loader));
			return loader;
		}
	}

	/** Gives what the one bean that is a supplier has to say. */
	@SuppressWarnings("unchecked") // the bean is a Supplier<String>
	static @Nullable String start(ClassLoader loader, String... properties) throws ClassNotFoundException, IOException {
		Thread thread = Thread.currentThread();
		ClassLoader outer = thread.getContextClassLoader();
		thread.setContextClassLoader(loader);
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(new DefaultResourceLoader(loader),
				loader.loadClass("shop.Shop"))
			.bannerMode(Banner.Mode.OFF)
			.properties(TestDatabase.H2.create().toProperties())
			.properties("async-orm.schema.action=create-drop", "spring.flyway.enabled=false",
					"spring.liquibase.enabled=false")
			// no file: Boot's logging keeps the environment, whose resources keep the
			// loader
			.properties("spring.config.name=none")
			.properties(properties)
			.run()) {
			return ((Supplier<String>) context.getBean("use")).get();
		}
		finally {
			thread.setContextClassLoader(outer);
		}
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
	}

}
