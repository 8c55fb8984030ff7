package io.asyncorm.testdatabase;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Code of a test whose class path has everything but some libraries: all classes are
 * loaded anew.
 */
public final class WithoutLibraries {

	private WithoutLibraries() {
	}

	/**
	 * Calls it, on this thread.
	 * @param absent a pattern of the names of files that are left out
	 * @param code a class with a constructor that takes nothing
	 */
	public static String call(String absent, Class<? extends Callable<String>> code) throws Exception {
		DriverManager.getDrivers(); // finds them once, by the loader of whoever asks
									// first
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		try (URLClassLoader loader = new URLClassLoader(classPath(absent), ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			Constructor<?> anew = loader.loadClass(code.getName()).getDeclaredConstructor();
			anew.setAccessible(true);
			return String.valueOf(((Callable<?>) anew.newInstance()).call());
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL[] classPath(String absent) throws IOException {
		List<URL> urls = new ArrayList<>();
		for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path path = Path.of(entry);
			if (!path.getFileName().toString().matches(absent)) {
				urls.add(path.toUri().toURL());
			}
		}
		return urls.toArray(URL[]::new);
	}

}
