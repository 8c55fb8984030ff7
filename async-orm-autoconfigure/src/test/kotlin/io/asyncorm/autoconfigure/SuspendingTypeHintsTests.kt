package io.asyncorm.autoconfigure

import io.asyncorm.model.Model
import io.asyncorm.repository.AsyncRepository
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.springframework.aot.hint.MemberCategory
import org.springframework.aot.hint.RuntimeHints
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates

/** Tests for [DeclaredTypeHints] of repositories that are written in Kotlin. */
class SuspendingTypeHintsTests {

	@Test
	fun `what functions that suspend return can be made`() {
		val hints = RuntimeHints()

		DeclaredTypeHints(hints).registerRepository(Boxes::class.java)

		assertThat(
			RuntimeHintsPredicates.reflection()
				.onType(Label::class.java)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS),
		).accepts(hints)
	}

	@Model
	data class Box(val id: Long?, val name: String)

	@JvmRecord
	data class Label(val name: String)

	interface Boxes : AsyncRepository<Box, Long> {

		suspend fun alistByName(name: String): List<Label>

	}

}
