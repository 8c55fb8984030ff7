package io.asyncorm.faults;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The virtual threads of the library that there are, also those that wait: a thread dump
 * is the only thing that knows them all.
 */
final class LiveThreads {

	/** But for the one that reports discarded futures, of all applications. */
	private static final Pattern OURS = Pattern.compile("#\\d+ \"async-orm-(?!discarded-futures)[^\"]*\"");

	private LiveThreads() {
	}

	/** Their numbers and names, as in {@code #42 "async-orm-lane-7"}. */
	static Set<String> all() {
		try {
			Path directory = Files.createTempDirectory("threads");
			Path dump = directory.resolve("dump.txt");
			try {
				MBeanServer server = ManagementFactory.getPlatformMBeanServer();
				server.invoke(new ObjectName("com.sun.management:type=HotSpotDiagnostic"), "dumpThreads",
						new Object[] { dump.toString(), "TEXT_PLAIN" },
						new String[] { String.class.getName(), String.class.getName() });
				Set<String> threads = new TreeSet<>();
				Matcher matcher = OURS.matcher(Files.readString(dump));
				while (matcher.find()) {
					threads.add(matcher.group());
				}
				return threads;
			}
			finally {
				Files.deleteIfExists(dump);
				Files.delete(directory);
			}
		}
		catch (IOException | JMException ex) {
			throw new IllegalStateException("The threads could not be listed", ex);
		}
	}

	/** Those that there are now, and were not before. */
	static Set<String> since(Set<String> before) {
		Set<String> threads = all();
		threads.removeAll(before);
		return threads;
	}

}
