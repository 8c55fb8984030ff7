package io.asyncorm.sample;

import java.util.ArrayList;
import java.util.List;

import io.asyncorm.sample.ImportLine.Refusal;

/**
 * What became of some lines of an imported file.
 */
record ImportedLines(long loaded, long present, List<Refusal> refused) {

	static ImportedLines refused(Refusal refusal) {
		return new ImportedLines(0, 0, List.of(refusal));
	}

	ImportedLines plus(ImportedLines other) {
		List<Refusal> both = new ArrayList<>(this.refused);
		both.addAll(other.refused);
		return new ImportedLines(this.loaded + other.loaded, this.present + other.present, both);
	}

}
