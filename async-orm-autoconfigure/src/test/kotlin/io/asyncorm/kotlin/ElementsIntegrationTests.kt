package io.asyncorm.kotlin

import io.asyncorm.AsyncOrm
import io.asyncorm.Orm.kw
import io.asyncorm.model.Embedded
import io.asyncorm.model.Model
import io.asyncorm.model.PrimaryKey
import io.asyncorm.model.SchemaAction
import io.asyncorm.repository.AsyncRepository
import io.asyncorm.testdatabase.TestDatabase
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.Timeout
import org.junit.jupiter.api.assertThrows
import org.springframework.dao.DataAccessException
import org.springframework.dao.DataRetrievalFailureException
import org.springframework.jdbc.core.simple.JdbcClient

/** What Kotlin's lists, sets and arrays hold, which PostgreSQL has arrays for, and what models of Kotlin's are made of. */
@Timeout(60)
class ElementsIntegrationTests {

	private val pool = TestDatabase.POSTGRESQL.create(2)

	private val orm = AsyncOrm.builder(pool)
		.models(listOf(Parcel::class.java, Letter::class.java))
		.schemaAction(SchemaAction.CREATE)
		.build()

	private val parcels = orm.repository(Parcels::class.java)

	private val letters = orm.repository(Letters::class.java)

	@AfterEach
	fun close() {
		orm.close()
		pool.close()
	}

	@Test
	fun `elements are what they are declared as`() = runBlocking<Unit> {
		val parcel = Parcel(
			1,
			marks = listOf(Isbn("7"), Isbn("8")),
			notes = listOf("a", null),
			states = hashSetOf(State.OPEN, State.SENT),
			weights = arrayOf(1, null),
			counts = intArrayOf(1, 2),
		)

		parcels.acreate(parcel).await()

		val read = parcels.aget(1L).await()
		assertThat(read).usingRecursiveComparison().isEqualTo(parcel)
		assertThat(read.states).containsExactlyInAnyOrder(State.OPEN, State.SENT)
		assertThat(parcels.alistByMarksContains(listOf(Isbn("8"))).map { it.id }).containsExactly(1L)
		assertThat(parcels.filter("states__overlap", setOf(State.SENT)).acount().await()).isEqualTo(1)
		assertThat(parcels.agetMarks(1L)).containsExactly(Isbn("7"), Isbn("8"))
		assertThat(parcels.agetNotes(1L)).containsExactly("a", null)
	}

	@Test
	fun `a null among elements that must not be null is refused, and none is read`() = runBlocking<Unit> {
		parcels.acreate(Parcel(1, listOf(), listOf(), setOf(), arrayOf(), intArrayOf())).await()

		val written = assertThrows<DataAccessException> { parcels.filter("id", 1L).aupdate(kw("marks", listOf("7", null))).await() }
		JdbcClient.create(pool).sql("update parcel set marks = array[null, '7']").update()
		val read = assertThrows<DataRetrievalFailureException> { parcels.aget(1L).await() }

		assertThat(written).hasMessageContaining("One of the elements is null")
		assertThat(read).hasMessageContaining("'Parcel.marks'").hasMessageContaining("null in the database")
	}

	@Test
	fun `a model is made by its primary constructor, whoever else may call it`() = runBlocking<Unit> {
		val letter = letters.acreate(Letter.to("Ann")).await()

		assertThat(letter.id).isEqualTo(1)
		assertThat(letter.address).isEqualTo(Address("Ann", Isbn("9")))
		assertThat(letters.agetByWeight(20)).isEqualTo(letter)
		assertThat(letters.agetByAddressCode(Isbn("9"))).isEqualTo(letter)
		assertThat((letter as Sendable).weight).isEqualTo(20)
	}

}

enum class State {

	OPEN {
		override fun next() = SENT
	},
	SENT {
		override fun next() = SENT
	};

	abstract fun next(): State

}

@Model
class Parcel(
	@PrimaryKey val id: Long,
	val marks: List<Isbn>,
	val notes: List<String?>,
	val states: Set<State>,
	val weights: Array<Int?>,
	val counts: IntArray,
)

sealed interface Sendable {

	val weight: Int

}

data class Address(val name: String, val code: Isbn)

@Model
@ConsistentCopyVisibility
data class Letter internal constructor(val id: Long?, override val weight: Int, @Embedded internal val address: Address) : Sendable {

	companion object {

		fun to(name: String) = Letter(null, 20, Address(name, Isbn("9")))

	}

}

interface Parcels : AsyncRepository<Parcel, Long> {

	suspend fun alistByMarksContains(marks: List<Isbn>): List<Parcel>

	suspend fun agetMarks(id: Long): List<Isbn>

	suspend fun agetNotes(id: Long): List<String?>

}

interface Letters : AsyncRepository<Letter, Long> {

	suspend fun agetByWeight(weight: Int): Letter

	suspend fun agetByAddressCode(code: Isbn): Letter

}
