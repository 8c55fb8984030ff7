package io.asyncorm.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder into which an application writes that is started for that.
 */
final class CommandFolder {

	private CommandFolder() {
	}

	/**
	 * The folder that a property names. An empty path would be the one in which the
	 * application was started.
	 * @param content what is in it
	 * @param example one that could be named
	 */
	static Path of(String property, String value, String content, String example) {
		Path folder = Path.of(value.strip());
		boolean file = Files.isRegularFile(folder);
		if (value.isBlank() || file) {
			throw new StartupFaultException(
					"'" + property + "' names " + (file ? "the file '" + folder + "'." : "no folder."),
					"Give the folder of the " + content + ", as in --" + property + "=" + example + ".");
		}
		return folder;
	}

}
